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

// What is invented lies ahead whenever the demonstration is loaded: on the first Wednesday from then on that
// is no holiday.
Date day_ahead(Date today, std::int64_t days)
{
    auto day = today + std::chrono::days{days};
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

std::string day_at(json::Value const& object, Date today)
{
    auto const* ahead = object.find("in_days");
    auto const days = ahead != nullptr ? ahead->as_integer() : std::nullopt;
    if (!days)
        return text_at(object, "day");
    return to_iso(*days == 0 ? today : day_ahead(today, *days)); // 0: today, whatever day it is
}

Fields meeting_fields(json::Value const& object, std::map<std::string, PanelId> const& panels, Date today)
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
    fields.set(meeting_field::day, day_at(object, today));
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
        auto const fields = meeting_fields(object, panels, demo.work.today());
        known.emplace(key, loaded(add_meeting(demo.work, fields, key), file_name, key));
        ++demo.counts["meetings"];
    }
    return known;
}

} // namespace kommin::meetings
