#include "modules/meetings/meetings/meeting_demo.hpp"

#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/panels/demo_parts.hpp"
#include "platform/i18n/holidays.hpp"
#include "platform/i18n/local_time.hpp"
#include "platform/records/typed.hpp"

#include <chrono>
#include <stdexcept>
#include <utility>

namespace kommin::meetings {

using demo::text_at;
using records::Fields;

namespace {

constexpr std::string_view file_name = "meetings.json";

// The first Wednesday from then on that is no holiday.
Date working_day(Date day)
{
    while (i18n::weekday_of(day) != std::chrono::Wednesday || i18n::holiday_in_nrw(day))
        day = day + std::chrono::days{1};
    return day;
}

std::string lines_at(json::Value const& object, std::string_view name)
{
    std::string text;
    for (auto const& line : list_at(object, name))
        text
            += (text.empty() ? "" : "\n") + (line.as_string() != nullptr ? *line.as_string() : std::string{});
    return text;
}

// A day of a year that moves with the years of the story.
std::string day_of_year(demo::Demo const& demo, std::string const& text)
{
    auto const day = parse_date(text);
    if (!day)
        throw std::runtime_error("demonstration: " + std::string(file_name) + ": no day " + text);
    auto const year = to_iso(*day).substr(0, 4);
    auto const* story = demo.story_of_district();
    auto const told = parse_date((story != nullptr ? story->year(year) : year) + to_iso(*day).substr(4));
    return to_iso(working_day(told.value()));
}

// What is invented lies ahead, or behind, whenever the demonstration is loaded.
std::string day_at(demo::Demo const& demo, json::Value const& object)
{
    if (auto const text = text_at(object, "of_year"); !text.empty())
        return day_of_year(demo, text);
    auto const* ahead = object.find("in_days");
    auto const days = ahead != nullptr ? ahead->as_integer() : std::nullopt;
    if (!days) {
        auto const day = text_at(object, "day");
        auto const* story = demo.story_of_district();
        return story != nullptr ? story->last_day(day) : day;
    }
    auto const today = demo.work.today();
    auto const day = *days == 0 ? today : working_day(today + std::chrono::days{*days});
    // In the first days of a year: today, so that what it decides is of this year.
    bool const is_today = is_true(object, "this_year") && day.year() != today.year();
    return to_iso(is_today ? today : day); // 0: today, whatever day it is
}

Fields meeting_fields(
    demo::Demo const& demo, json::Value const& object, std::map<std::string, PanelId> const& panels)
{
    Fields fields;
    auto const panel = panels.find(text_at(object, "panel"));
    if (panel == panels.end())
        throw std::runtime_error(
            "demonstration: " + std::string(file_name) + ": no panel " + text_at(object, "panel"));
    fields.set(meeting_field::panel, std::to_string(panel->second.value));
    for (auto const field :
         {meeting_field::title, meeting_field::begins, meeting_field::ends, meeting_field::place,
          meeting_field::address, meeting_field::link, meeting_field::childcare, meeting_field::accessibility,
          meeting_field::planned, meeting_field::state, meeting_field::remark, meeting_field::source})
        fields.set(field, text_at(object, field));
    if (!fields.has(meeting_field::childcare, to_text(Childcare::offered)))
        fields.set(meeting_field::childcare, std::string(to_text(Childcare::unknown)));
    fields.set(meeting_field::day, day_at(demo, object));
    fields.set(meeting_field::purpose, lines_at(object, "purpose"));
    fields.set(meeting_field::results, lines_at(object, "results"));
    Fields::Values languages;
    for (auto const& tag : list_at(object, "interpreters"))
        languages.push_back(tag.as_string() != nullptr ? *tag.as_string() : std::string{});
    fields.set(meeting_field::interpreters, std::move(languages));
    auto const* participants = object.find("participants");
    if (auto const number = participants != nullptr ? participants->as_integer() : std::nullopt)
        fields.set(meeting_field::participants, std::to_string(*number));
    if (is_true(object, "approximate"))
        fields.set(meeting_field::approximate, std::string(approximate_value));
    if (auto const* share = object.find("reported_share")) {
        fields.set(meeting_field::share, std::to_string(share->find("percent")->as_integer().value()));
        if (is_true(*share, "approximate"))
            fields.set(meeting_field::share_approximate, std::string(approximate_value));
        fields.set(meeting_field::share_source, text_at(*share, "source"));
    }
    if (is_true(object, "public"))
        fields.set(meeting_field::visible, std::string(visible_value));
    if (is_true(object, "public_agenda"))
        fields.set(meeting_field::agenda, std::string(visible_value));
    if (is_true(object, "uncertain"))
        fields.set(meeting_field::uncertain, std::string(uncertain_value));
    return fields;
}

}

std::map<std::string, MeetingId> load_meetings(demo::Demo& demo, std::map<std::string, PanelId> const& panels)
{
    std::map<std::string, MeetingId> known;
    for (auto const& object : list_at(demo.files.json(std::string(file_name)), "meetings")) {
        auto const key = text_at(object, "key");
        auto const fields = meeting_fields(demo, object, panels);
        known.emplace(key, loaded(add_meeting(demo.work, fields, key), file_name, key));
        ++demo.counts["meetings"];
    }
    return known;
}

} // namespace kommin::meetings
