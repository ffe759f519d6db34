#include "modules/meetings/registration/registration_demo.hpp"

#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/demo_parts.hpp"
#include "modules/meetings/registration/programme_editing.hpp"

#include <cstdint>
#include <optional>

namespace kommin::meetings {

using demo::text_at;

namespace {

constexpr std::string_view file_name = "meetings.json";

std::string number_at(json::Value const& object, std::string_view name)
{
    auto const* value = object.find(name);
    auto const number = value != nullptr ? value->as_integer() : std::nullopt;
    return number ? std::to_string(*number) : std::string{};
}

}

void load_programmes(demo::Demo& demo, std::map<std::string, MeetingId> const& meetings)
{
    for (auto const& object : list_at(demo.files.json(std::string(file_name)), "meetings")) {
        auto const* programme = object.find("programme");
        if (programme == nullptr)
            continue;
        auto const key = text_at(object, "key");
        auto const id = meetings.at(key);
        auto const meeting = load_meeting(demo.work.db(), demo.work.tenant(), id).value();
        auto form = suggested_programme(meeting, demo.work.today() + std::chrono::days{-1});
        form.seats = number_at(*programme, "seats");
        form.state = to_text(ProgrammeState::open);
        for (auto const& part : list_at(*programme, "parts"))
            form.parts.push_back(
                {.id = 0,
                 .kind = text_at(part, "kind"),
                 .name = text_at(part, "name"),
                 .seats = number_at(part, "seats"),
                 .order = {}});
        loaded(save_programme(demo.work, id, form), file_name, key);
        ++demo.counts["programmes"];
    }
}

} // namespace kommin::meetings
