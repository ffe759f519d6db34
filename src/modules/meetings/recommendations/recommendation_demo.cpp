#include "modules/meetings/recommendations/recommendation_demo.hpp"

#include "modules/meetings/panels/demo_parts.hpp"
#include "modules/meetings/recommendations/recommendation_course.hpp"

#include <chrono>
#include <stdexcept>

namespace kommin::meetings {

using demo::text_at;
using records::Fields;

namespace field = recommendation_field;

namespace {

constexpr std::string_view file_name = "recommendations.json";

// The number of what the file names by its key; "" where it names nothing.
template<class Id>
std::string known_number(
    std::map<std::string, Id> const& known, json::Value const& object, std::string_view name)
{
    auto const key = text_at(object, name);
    if (key.empty())
        return {};
    auto const found = known.find(key);
    if (found == known.end())
        throw std::runtime_error("demonstration: " + std::string(file_name) + ": no " + key);
    return std::to_string(found->second.value);
}

// A day as it stands in the file, or what is invented, so many days from the day of loading.
std::string day_of(json::Value const& object, std::string_view name, std::string_view from_now, Date today)
{
    auto const* ahead = object.find(from_now);
    auto const days = ahead != nullptr ? ahead->as_integer() : std::nullopt;
    return days ? typed_spelling(today + std::chrono::days{*days}) : text_at(object, name);
}

}

void load_recommendations(
    demo::Demo& demo, std::map<std::string, PanelId> const& panels,
    std::map<std::string, MeetingId> const& meetings)
{
    auto& work = demo.work;
    for (auto const& object : list_at(demo.files.json(std::string(file_name)), "recommendations")) {
        auto const key = text_at(object, "key");
        Fields fields;
        for (auto const name :
             {field::number, field::title, field::text, field::reasons, field::proposed_by, field::office,
              field::remark, field::source})
            fields.set(name, text_at(object, name));
        for (auto const name : {field::panel, field::group, field::owner})
            fields.set(name, known_number(panels, object, name));
        fields.set(field::meeting, known_number(meetings, object, field::meeting));
        fields.set(field::due, day_of(object, field::due, "due_in_days", work.today()));
        Fields::Values addressees;
        for (auto const& addressee : list_at(object, field::addressees))
            addressees.push_back(addressee.as_string() != nullptr ? *addressee.as_string() : std::string{});
        fields.set(field::addressees, std::move(addressees));
        if (is_true(object, "uncertain"))
            fields.set(field::uncertain, std::string(uncertain_value));
        auto const id = loaded(add_recommendation(work, fields, key), file_name, key);
        // As people at work would do it, one step after the other.
        for (auto const& taken : list_at(object, "steps")) {
            Fields step;
            step.set(step_field::state, text_at(taken, "state"));
            step.set(step_field::day, day_of(taken, "day", "in_days", work.today()));
            step.set(step_field::meeting, known_number(meetings, taken, "meeting"));
            for (auto const name : {step_field::taken_up_as, step_field::note, step_field::link})
                step.set(name, text_at(taken, name));
            auto const version = load_recommendation(work.db(), work.tenant(), id).value().version;
            loaded(take_step(work, {id, version}, step), file_name, key);
        }
        ++demo.counts["recommendations"];
    }
}

} // namespace kommin::meetings
