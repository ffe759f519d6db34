// Who has registered for a session: the list at the desk with its filters, as a file, and who came.

#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/attendance/attendance_desk.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/registration/part_panels.hpp"
#include "modules/meetings/registration/participants_pages.hpp"
#include "modules/meetings/registration/party_arrival.hpp"
#include "modules/meetings/registration/party_desk.hpp"
#include "modules/meetings/registration/registration_desk.hpp"
#include "modules/meetings/registration/registration_totals.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

struct Loaded {
    ListedParticipants listed;
    ParticipantFilter filter;
};
std::set<ParticipantId> list_invited(
    db::Connection& db, TenantId tenant, Actor const& actor, Meeting const& meeting,
    std::vector<ListedParticipant> const& people)
{
    std::vector<ParticipantLine> lines;
    for (auto const& person : people)
        lines.push_back({person.id, {person.name, person.mail}});
    return list_invited_too(db, tenant, actor, meeting, lines);
}

std::optional<Loaded> load(web::Call const& call, Meeting const& meeting, std::string const& words = {})
{
    return web::read(call, [&](db::Connection& db) -> std::optional<Loaded> {
        auto const tenant = call.site.tenant;
        auto programme = find_programme(db, tenant, meeting.id);
        if (!programme)
            return std::nullopt;
        auto bodies = tenants::list_bodies(db, tenant);
        auto filter = participant_filter(call.request.query(), bodies);
        filter.words = words;
        auto parts = list_parts(db, tenant, programme->id);
        auto panels = panels_of_parts(list_panels(db, tenant), parts);
        auto people = list_participants(db, tenant, programme->id, filter);
        auto invited = list_invited(db, tenant, call.actor(), meeting, people);
        auto counts = count_participants(db, tenant, programme->id);
        auto const waiting = list_waiting_list(db, tenant, programme->id).size();
        auto ended = list_ended_with(db, tenant, programme->id, words);
        auto const erased = find_erased_parties(db, tenant, programme->id);
        return Loaded{
            ListedParticipants{
                std::move(*programme), std::move(parts), std::move(panels), std::move(people),
                std::move(counts), std::move(bodies), std::move(ended), waiting, std::move(invited),
                erased ? std::optional(erased->erased_on) : std::nullopt},
            std::move(filter)};
    });
}

ParticipantsPage page_of(
    web::Call const& call, SeenMeeting const& seen, Loaded const& loaded, std::vector<Problem> problems = {})
{
    auto const today = call.local_now().date;
    bool const takes = takes_parties(seen.meeting, today);
    return {
        .seen = seen,
        .listed = loaded.listed,
        .filter = loaded.filter,
        .can_note = takes && can_be_attended(seen.meeting, today),
        .takes_parties = takes,
        .problems = std::move(problems)};
}

void note_people_read(web::Call const& call, MeetingId meeting, std::size_t shown)
{
    if (shown > 0)
        web::note_reading(
            call, "meetings.registration.read", meeting_subject.word(), meeting,
            {{"shown", static_cast<std::int64_t>(shown)}});
}

// It shows people, and says so in the audit trail. `words`: beyond the address.
http::Response show(web::Call const& call, std::string const& words = {})
{
    auto const seen = meeting_of_path(call, invite);
    auto const loaded = seen ? load(call, seen->meeting, words) : std::nullopt;
    if (!loaded)
        return web::staff_not_found(call);
    note_people_read(call, seen->meeting.id, loaded->listed.people.size() + loaded->listed.ended.size());
    return participants_page(call, page_of(call, *seen, *loaded));
}

}

http::Response show_participants(web::Call& call)
{
    return show(call);
}

http::Response find_participants(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    call.nothing_was_done = true;
    return show(call, std::string(trim(form->value("worte"))));
}

http::Response note_participant(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = meeting_of_path(call, invite);
    if (!form || !seen)
        return web::staff_not_found(call);
    auto const number = parse_number(form->value("anmeldung"));
    if (!number) { // of no form of ours: the list is shown as it is
        call.nothing_was_done = true;
        return show_participants(call);
    }
    RegistrationId const party{*number};
    ParticipantId const who{parse_number(form->value("teilnehmer")).value_or(0)};
    bool const came = form->value("da") == "ja";
    auto const noted = web::write(call, [&](Work& work) {
        return came
            ? note_participants(work, seen->meeting.id, party, {who}, ArrivalWay::list, waited_arrival(*form))
            : take_back_participant(work, seen->meeting.id, party, who);
    });
    if (asks_for_a_word(call))
        return word_of_arrival(noted);
    if (!noted && noted.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    if (!noted) {
        auto const loaded = load(call, seen->meeting);
        if (!loaded)
            return web::staff_not_found(call);
        note_people_read(call, seen->meeting.id, loaded->listed.people.size());
        return participants_page(call, page_of(call, *seen, *loaded, {noted.problem()}));
    }
    call.nothing_was_done = !*noted;
    auto const bodies
        = web::read(call, [&](db::Connection& db) { return tenants::list_bodies(db, call.site.tenant); });
    return http::Response::redirect(
        http::Status::see_other,
        participants_url(seen->meeting.id, {}, participant_filter(call.request.query(), bodies), bodies)
            .text());
}

http::Response cancel_participants(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = meeting_of_path(call, invite);
    if (!form || !seen)
        return web::staff_not_found(call);
    auto const back = http::Response::redirect(
        http::Status::see_other, meeting_url(seen->meeting.id, participants_path).text());
    auto const number = parse_number(form->value("anmeldung"));
    if (!number) { // of no form of ours: the list is shown as it is
        call.nothing_was_done = true;
        return back;
    }
    auto const cancelled = web::write(
        call, [&](Work& work) { return cancel_at_desk(work, seen->meeting.id, RegistrationId{*number}); });
    if (cancelled || cancelled.problem().kind == ProblemKind::not_found)
        return cancelled ? back : web::staff_not_found(call);
    auto const loaded = load(call, seen->meeting);
    if (!loaded)
        return web::staff_not_found(call);
    note_people_read(call, seen->meeting.id, loaded->listed.people.size());
    return participants_page(call, page_of(call, *seen, *loaded, {cancelled.problem()}));
}

http::Response export_participants(web::Call& call)
{
    using table::Cell;
    auto const seen = meeting_of_path(call, invite);
    auto const loaded = seen ? load(call, seen->meeting) : std::nullopt;
    if (!loaded)
        return web::staff_not_found(call);
    auto const* const listed = &loaded->listed;
    auto const& texts = web::staff_texts(call);
    web::note_reading(
        call, "meetings.registration.exported", meeting_subject.word(), seen->meeting.id,
        {{"count", static_cast<std::int64_t>(listed->people.size())}});
    web::ListExport<ListedParticipant> file(
        call, web::export_format(call.request), participants_path, "participant.title"_msg,
        {{"participant.name"_msg, 30,
          [&](ListedParticipant const& one) { return Cell(shown_participant(one, texts)); }},
         {"programme.field.part"_msg, 30,
          [&](ListedParticipant const& one) { return Cell(listed->part_of(one)); }},
         {"participant.role"_msg, 16,
          [&](ListedParticipant const& one) { return Cell(std::string(texts(staff_label_of(one.role)))); }},
         {"participant.municipality"_msg, 18,
          [&](ListedParticipant const& one) { return Cell(listed->municipality_of(one)); }},
         {"participant.organisation"_msg, 24,
          [](ListedParticipant const& one) { return Cell(one.organisation); }},
         {"participant.needs"_msg, 40,
          [&](ListedParticipant const& one) { return Cell(needs_of(one, texts)); }},
         {"participant.mail"_msg, 28, [](ListedParticipant const& one) { return Cell(one.mail); }},
         {"participant.telephone"_msg, 20, [](ListedParticipant const& one) { return Cell(one.telephone); }},
         {"participant.language"_msg, 12, [](ListedParticipant const& one) { return Cell(one.language); }},
         {"participant.arrival"_msg, 18, [&](ListedParticipant const& one) {
              if (one.arrived_at)
                  return Cell(texts.date_time(call.site.zone->to_local(*one.arrived_at)));
              return one.arrived ? Cell(std::string(texts("attendance.there"_msg))) : Cell();
          }}});
    for (auto const& person : listed->people) {
        if (!file.add(person))
            break;
    }
    return file.answer();
}

} // namespace kommin::meetings
