// One party at the desk: registering it, correcting it, the door.

#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/attendance/attendance_desk.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/registration/party_arrival.hpp"
#include "modules/meetings/registration/party_pages.hpp"
#include "modules/meetings/registration/party_posted.hpp"
#include "modules/meetings/registration/registration_desk.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

http::Response see_other(html::Url const& url)
{
    return http::Response::redirect(http::Status::see_other, url.text());
}

// What a new party can choose between.
struct Choices {
    SeenMeeting seen;
    Programme programme;
    std::vector<ProgrammePart> parts;
    std::vector<tenants::Body> bodies;
};
std::optional<Choices> load_choices(web::Call const& call)
{
    auto seen = meeting_of_path(call, invite);
    if (!seen)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<Choices> {
        auto const tenant = call.site.tenant;
        auto programme = find_programme(db, tenant, seen->meeting.id);
        if (!programme)
            return std::nullopt;
        auto parts = list_parts(db, tenant, programme->id);
        return Choices{
            std::move(*seen), std::move(*programme), std::move(parts), tenants::list_bodies(db, tenant)};
    });
}

// A party of that meeting.
struct AtDesk {
    Choices choices;
    OpenRegistration party;
};
std::optional<AtDesk> load_at_desk(web::Call const& call)
{
    auto choices = load_choices(call);
    auto const id = parse_number(call.path["anmeldung"]);
    if (!choices || !id)
        return std::nullopt;
    auto party = web::read(call, [&](db::Connection& db) -> std::optional<OpenRegistration> {
        auto const found = load_registration(db, call.site.tenant, RegistrationId{*id});
        if (!found || found->programme != choices->programme.id)
            return std::nullopt;
        return open_registration(db, call.site.tenant, *found);
    });
    if (!party)
        return std::nullopt;
    return AtDesk{std::move(*choices), std::move(*party)};
}

void note_party_read(web::Call const& call, MeetingId meeting, std::size_t people)
{
    if (people > 0)
        web::note_reading(
            call, "meetings.registration.read", meeting_subject.word(), meeting,
            {{"shown", static_cast<std::int64_t>(people)}});
}

DeskForm posted_desk_form(http::Form const& posted)
{
    return {
        .party = posted_party(posted),
        .language = std::string(posted.value("language")),
        .beyond = std::string(trim(posted.value("beyond")))};
}

DeskForm form_of(AtDesk const& at_desk)
{
    auto const& registration = at_desk.party.registration;
    DeskForm form{.party = {}, .language = registration.language, .beyond = {}};
    for (auto const& person : at_desk.party.people)
        form.party.people.push_back(person.as_entry(at_desk.choices.bodies));
    form.party.contact = {registration.mail, registration.telephone};
    return form;
}

http::Response show_new(
    web::Call const& call, Choices const& choices, DeskForm const& form, std::string key,
    std::vector<Problem> problems = {}, bool has_new_line = false)
{
    return party_page(
        call,
        {.seen = choices.seen,
         .programme = choices.programme,
         .parts = choices.parts,
         .bodies = choices.bodies,
         .form = form,
         .form_key = std::move(key),
         .problems = std::move(problems),
         .has_new_line = has_new_line});
}

http::Response show_party(
    web::Call const& call, AtDesk const& at_desk, DeskForm const& form, std::int64_t seen_version,
    std::vector<Problem> problems = {}, bool has_new_line = false)
{
    note_party_read(call, at_desk.choices.seen.meeting.id, at_desk.party.people.size());
    return party_page(
        call,
        {.seen = at_desk.choices.seen,
         .programme = at_desk.choices.programme,
         .parts = at_desk.choices.parts,
         .bodies = at_desk.choices.bodies,
         .form = form,
         .party = &at_desk.party,
         .seen_version = seen_version,
         .problems = std::move(problems),
         .has_new_line = has_new_line});
}

// What the code of a registration leads to, for somebody who may invite to that meeting.
struct AtDoor {
    SeenMeeting seen;
    OpenRegistration party;
    std::set<ParticipantId> invited;
};
std::optional<AtDoor> load_at_door(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) -> std::optional<AtDoor> {
        auto const tenant = call.site.tenant;
        auto party = find_registration_by_link(db, tenant, call.path["eintritt"]);
        if (!party)
            return std::nullopt;
        auto seen = find_seen_meeting(db, tenant, party->meeting.id, call.actor(), invite);
        if (!seen)
            return std::nullopt;
        std::vector<ParticipantLine> lines;
        for (auto const& person : party->people)
            lines.push_back({person.id, {person.name, party->registration.mail}});
        auto invited = list_invited_too(db, tenant, call.actor(), party->meeting, lines);
        return AtDoor{std::move(*seen), std::move(*party), std::move(invited)};
    });
}

http::Response show_at_door(web::Call const& call, AtDoor const& door, std::vector<Problem> problems = {})
{
    auto const today = call.local_now().date;
    auto const& meeting = door.seen.meeting;
    note_party_read(call, meeting.id, door.party.people.size());
    return party_door_page(
        call,
        {.seen = door.seen,
         .party = door.party,
         .code = std::string(call.path["eintritt"]),
         .can_note = can_be_attended(meeting, today) && takes_parties(meeting, today),
         .invited = door.invited,
         .problems = std::move(problems)});
}

}

http::Response show_new_party(web::Call& call)
{
    auto const choices = load_choices(call);
    if (!choices)
        return web::staff_not_found(call);
    DeskForm const empty{
        .party = {.people = {ParticipantEntry{}}, .contact = {}, .consent = {}},
        .language = std::string(i18n::Language::german().tag()),
        .beyond = {}};
    return show_new(call, *choices, empty, crypto::random_token());
}

http::Response add_party_at_desk(web::Call& call)
{
    auto const posted = call.request.form();
    auto const choices = load_choices(call);
    if (!posted || !choices)
        return web::staff_not_found(call);
    auto form = posted_desk_form(*posted);
    auto const key = web::key_of_form(*posted);
    if (added_line(*posted, form.party.people)) {
        call.nothing_was_done = true;
        return show_new(call, *choices, form, key, {}, true);
    }
    auto problems = problems_of_desk(form, choices->parts, choices->bodies, std::nullopt);
    if (problems.empty()) {
        auto const meeting = choices->seen.meeting.id;
        auto const added
            = web::write(call, [&](Work& work) { return register_at_desk(work, meeting, form, key); });
        if (added)
            return see_other(party_url(meeting, *added));
        if (added.problem().kind == ProblemKind::not_found)
            return web::staff_not_found(call);
        problems.push_back(added.problem());
    }
    auto const now = load_choices(call);
    auto next_key = key_to_go_on(key, problems);
    return show_new(call, now ? *now : *choices, form, std::move(next_key), std::move(problems));
}

http::Response show_party_form(web::Call& call)
{
    auto const at_desk = load_at_desk(call);
    return at_desk ? show_party(call, *at_desk, form_of(*at_desk), at_desk->party.registration.version)
                   : web::staff_not_found(call);
}

http::Response save_party_form(web::Call& call)
{
    auto const posted = call.request.form();
    auto const at_desk = load_at_desk(call);
    if (!posted || !at_desk)
        return web::staff_not_found(call);
    auto form = posted_desk_form(*posted);
    auto const seen = parse_number(posted->value(seen_version_field)).value_or(0);
    if (added_line(*posted, form.party.people)) {
        call.nothing_was_done = true;
        return show_party(call, *at_desk, form, seen, {}, true);
    }
    auto problems = problems_of_desk(
        form, at_desk->party.parts, at_desk->choices.bodies, at_desk->party.registration.state);
    if (problems.empty()) {
        auto const meeting = at_desk->choices.seen.meeting.id;
        auto const id = at_desk->party.registration.id;
        auto const saved
            = web::write(call, [&](Work& work) { return correct_at_desk(work, meeting, id, seen, form); });
        if (saved)
            return see_other(party_url(meeting, id));
        if (saved.problem().kind == ProblemKind::not_found)
            return web::staff_not_found(call);
        problems.push_back(saved.problem());
    }
    auto const now = load_at_desk(call);
    if (!now)
        return web::staff_not_found(call);
    if (has_ended(now->party.registration.state)) { // what was typed can be registered anew
        for (auto& person : form.party.people)
            person.id.clear();
        return show_new(call, now->choices, form, crypto::random_token(), std::move(problems));
    }
    bool const is_newer = std::ranges::any_of(problems, [](Problem const& problem) {
        return problem.message == "registration.problem.changed"_msg;
    });
    return show_party(
        call, *now, form, is_newer ? now->party.registration.version : seen, std::move(problems));
}

http::Response erase_party_address(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = meeting_of_path(call, invite);
    auto const number = form ? parse_number(form->value("anmeldung")) : std::nullopt;
    if (!seen || !form)
        return web::staff_not_found(call);
    auto const back = see_other(meeting_url(seen->meeting.id, participants_path));
    if (!number) { // of no form of ours
        call.nothing_was_done = true;
        return back;
    }
    auto const erased = web::write(
        call, [&](Work& work) { return erase_at_desk(work, seen->meeting.id, RegistrationId{*number}); });
    if (!erased && erased.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    call.nothing_was_done = !erased;
    return erased ? back : see_other(party_url(seen->meeting.id, RegistrationId{*number}));
}

http::Response show_party_at_door(web::Call& call)
{
    auto const door = load_at_door(call);
    return door ? show_at_door(call, *door) : web::staff_not_found(call);
}

http::Response note_party_at_door(web::Call& call)
{
    auto const form = call.request.form();
    auto const door = load_at_door(call);
    if (!form || !door)
        return web::staff_not_found(call);
    std::vector<ParticipantId> who;
    for (auto const value : form->values("teilnehmer"))
        who.emplace_back(parse_number(value).value_or(0));
    auto const noted = web::write(call, [&](Work& work) {
        return note_participants(
            work, door->seen.meeting.id, door->party.registration.id, who, ArrivalWay::door,
            waited_arrival(*form));
    });
    if (asks_for_a_word(call))
        return word_of_arrival(noted);
    if (!noted && noted.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    if (!noted)
        return show_at_door(call, *door, {noted.problem()});
    call.nothing_was_done = !*noted;
    return see_other(party_door_url(call.path["eintritt"]));
}

} // namespace kommin::meetings
