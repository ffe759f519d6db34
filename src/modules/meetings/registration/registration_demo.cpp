#include "modules/meetings/registration/registration_demo.hpp"

#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/demo_parts.hpp"
#include "modules/meetings/registration/programme_editing.hpp"
#include "modules/meetings/registration/registration.hpp"
#include "platform/crypto/seal.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

using demo::text_at;

namespace {

constexpr std::string_view file_name = "meetings.json";

bool is_true_at(json::Value const& object, std::string_view name)
{
    auto const* value = object.find(name);
    return value != nullptr && value->as_bool().value_or(false);
}

std::string number_at(json::Value const& object, std::string_view name)
{
    auto const* value = object.find(name);
    auto const number = value != nullptr ? value->as_integer() : std::nullopt;
    return number ? std::to_string(*number) : std::string{};
}

std::string panel_at(json::Value const& part, std::map<std::string, PanelId> const& panels)
{
    auto const key = text_at(part, "panel");
    return key.empty() ? key : std::to_string(panels.at(key).value);
}

// Whoever finds it full waits. Parts are told by their name.
RegistrationForm party_of(json::Value const& object, std::vector<ProgrammePart> const& parts)
{
    RegistrationForm form;
    for (auto const& person : list_at(object, "people")) {
        auto const part = std::ranges::find(parts, text_at(person, "part"), &ProgrammePart::name);
        form.people.push_back(
            {.name = text_at(person, "name"),
             .part = part == parts.end() ? std::string{} : std::to_string(part->id.value),
             .role = text_at(person, "role"),
             .municipality = text_at(person, "municipality"),
             .organisation = text_at(person, "organisation"),
             .interpreter = text_at(person, "interpreter"),
             .children = text_at(person, "children"),
             .food = text_at(person, "food"),
             .wheelchair = is_true_at(person, "wheelchair"),
             .sign_language = is_true_at(person, "sign_language")});
    }
    form.contact.telephone = text_at(object, "telephone");
    form.consent = consent_version;
    form.may_wait = true;
    return form;
}

void load_parties(demo::Demo& demo, json::Value const& programme, ProgrammeId id)
{
    auto const parts = list_parts(demo.work.db(), demo.work.tenant(), id);
    auto const key = crypto::Key::random(); // of links that nobody gets: there is no address
    for (auto const& object : list_at(programme, "parties")) {
        auto const telephone = text_at(object, "telephone");
        loaded(
            register_party(
                demo.work, key, id, party_of(object, parts), i18n::Language::german(), "demo " + telephone),
            file_name, telephone);
        ++demo.counts["registrations"];
    }
}

}

void load_programmes(
    demo::Demo& demo, std::map<std::string, PanelId> const& panels,
    std::map<std::string, MeetingId> const& meetings)
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
                 .order = {},
                 .panel = panel_at(part, panels)});
        loaded(save_programme(demo.work, id, form), file_name, key);
        ++demo.counts["programmes"];
        load_parties(demo, *programme, find_programme(demo.work.db(), demo.work.tenant(), id).value().id);
    }
}

} // namespace kommin::meetings
