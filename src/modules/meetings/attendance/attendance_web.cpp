// Routes for attendance: the list at the desk, the door, the code for it.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/attendance/attendance.hpp"
#include "modules/meetings/attendance/attendance_desk.hpp"
#include "modules/meetings/attendance/attendance_pages.hpp"
#include "modules/meetings/invitations/answering.hpp"
#include "modules/meetings/invitations/invitation_store.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/qr/qr.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/write.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

constexpr int most_found = 20;

http::Response see_other(html::Url const& url)
{
    return http::Response::redirect(http::Status::see_other, url.text());
}

void note_people_read(web::Call const& call, MeetingId id, std::size_t count)
{
    if (count > 0)
        web::note_reading(
            call, "meetings.attendance.read", meeting_subject.word(), id,
            {{"shown", static_cast<std::int64_t>(count)}});
}

std::vector<ExpectedPerson> read_people(web::Call const& call, Meeting const& meeting)
{
    auto people = web::read(call, [&](db::Connection& db) {
        return list_expected_people(db, call.site.tenant, call.actor(), meeting);
    });
    note_people_read(call, meeting.id, people.size());
    return people;
}

http::Response show_list(web::Call const& call, SeenMeeting const& seen, std::vector<Problem> problems = {})
{
    return attendance_page(
        call,
        {.seen = seen,
         .people = read_people(call, seen.meeting),
         .can_note = can_be_attended(seen.meeting, call.local_now().date),
         .problems = std::move(problems)});
}

ListAccess access_to_list(web::Call const& call, SeenMeeting const& seen)
{
    if (!call.actor().may(invite, seen.panel.owner()) || seen.meeting.state == MeetingState::cancelled)
        return ListAccess::none;
    return can_be_attended(seen.meeting, call.local_now().date) ? ListAccess::note : ListAccess::print;
}

// What the code of an invitation leads to, for somebody who may invite to that meeting.
struct AtDoor {
    Invitation invitation;
    SeenMeeting of;
    std::string name;
    std::optional<Attendance> came;
};
std::optional<AtDoor> find_at_door(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) -> std::optional<AtDoor> {
        auto const tenant = call.site.tenant;
        auto invitation = find_invitation_by_link(db, tenant, crypto::sha256_hex(call.path["code"]));
        if (!invitation || invitation->is_withdrawn)
            return std::nullopt;
        auto seen = find_seen_meeting(db, tenant, invitation->meeting, call.actor(), invite);
        if (!seen)
            return std::nullopt;
        auto const names = contacts::list_named_people(db, tenant, call.actor(), {invitation->person});
        auto came = find_attendance(db, tenant, invitation->meeting, invitation->person);
        auto const named = names.find(invitation->person);
        return AtDoor{
            std::move(*invitation), std::move(*seen),
            named == names.end() ? std::string{} : named->second.name, std::move(came)};
    });
}

http::Response show_at_door(web::Call const& call, AtDoor const& door, std::vector<Problem> problems = {})
{
    note_people_read(call, door.of.meeting.id, 1);
    return door_page(
        call,
        {.seen = door.of,
         .code = std::string(call.path["code"]),
         .name = door.name,
         .invitation = door.invitation,
         .came = door.came,
         .can_note = can_be_attended(door.of.meeting, call.local_now().date),
         .problems = std::move(problems)});
}

}

std::chrono::seconds waited_arrival(http::Form const& form)
{
    return std::chrono::seconds{parse_number(form.value("vor")).value_or(0)};
}

bool asks_for_a_word(web::Call const& call)
{
    return call.request.header("Accept") == "text/plain";
}

http::Response word_of_arrival(Result<bool> const& noted)
{
    return noted ? http::Response::text(http::Status::ok, "da").no_store()
                 : http::Response::text(http::Status::conflict, "nicht angenommen").no_store();
}

http::Response show_attendance(web::Call& call)
{
    auto const seen = meeting_of_path(call, invite);
    return seen ? show_list(call, *seen) : web::staff_not_found(call);
}

http::Response note_attendance(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = meeting_of_path(call, invite);
    if (!form || !seen)
        return web::staff_not_found(call);
    contacts::PersonId const person{parse_number(form->value("person")).value_or(0)};
    bool const came = form->value("da") == "ja";
    auto const noted = web::write(call, [&](Work& work) {
        return came ? note_arrival(work, seen->meeting.id, person, ArrivalWay::list, waited_arrival(*form))
                    : take_back_arrival(work, seen->meeting.id, person);
    });
    if (asks_for_a_word(call))
        return word_of_arrival(noted);
    if (!noted && noted.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    if (!noted)
        return show_list(call, *seen, {noted.problem()});
    call.nothing_was_done = !*noted;
    return see_other(attendance_url(seen->meeting.id));
}

http::Response find_arrivals(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = meeting_of_path(call, invite);
    if (!form || !seen)
        return web::staff_not_found(call);
    call.nothing_was_done = true;
    std::string words(trim(form->value("worte")));
    struct Read {
        contacts::FoundPeople found;
        std::vector<ExpectedPerson> people;
    };
    auto [found, people] = web::read(call, [&](db::Connection& db) {
        return Read{
            contacts::find_named_people(db, call.site.tenant, call.actor(), words, most_found),
            list_expected_people(db, call.site.tenant, call.actor(), seen->meeting)};
    });
    note_people_read(call, seen->meeting.id, people.size() + found.people.size());
    return attendance_page(
        call,
        {.seen = *seen,
         .people = std::move(people),
         .can_note = can_be_attended(seen->meeting, call.local_now().date),
         .words = std::move(words),
         .found = std::move(found)});
}

http::Response export_attendance(web::Call& call)
{
    using table::Cell;
    auto const seen = meeting_of_path(call, invite);
    if (!seen)
        return web::staff_not_found(call);
    auto const& texts = web::staff_texts(call);
    auto const& zone = *call.site.zone;
    auto const people = web::read(call, [&](db::Connection& db) {
        return list_expected_people(db, call.site.tenant, call.actor(), seen->meeting);
    });
    web::note_reading(
        call, "meetings.attendance.exported", meeting_subject.word(), seen->meeting.id,
        {{"count", static_cast<std::int64_t>(people.size())}});
    web::ListExport<ExpectedPerson> file(
        call, web::export_format(call.request), attendance_path, "attendance.title"_msg,
        {{"invitation.column.person"_msg, 30,
          [&](ExpectedPerson const& one) {
              return Cell(one.is_seen() ? one.named.list_name : std::string(texts("invitation.unseen"_msg)));
          }},
         {"invitation.column.as"_msg, 16,
          [&](ExpectedPerson const& one) { return Cell(std::string(texts(label_of(one.expected.as)))); }},
         {"attendance.column.state"_msg, 16,
          [&](ExpectedPerson const& one) { return Cell(std::string(texts(state_of(one.expected)))); }},
         {"attendance.column.since"_msg, 18, [&](ExpectedPerson const& one) {
              return one.expected.came ? Cell(texts.date_time(zone.to_local(one.expected.came->arrived_at)))
                                       : Cell();
          }}});
    for (auto const& person : people) {
        if (!file.add(person))
            break;
    }
    return file.answer();
}

http::Response show_door(web::Call& call)
{
    auto const door = find_at_door(call);
    return door ? show_at_door(call, *door) : web::staff_not_found(call);
}

http::Response note_at_door(web::Call& call)
{
    auto const form = call.request.form();
    auto const door = find_at_door(call);
    if (!form || !door)
        return web::staff_not_found(call);
    auto const noted = web::write(call, [&](Work& work) {
        return note_arrival(
            work, door->of.meeting.id, door->invitation.person, ArrivalWay::door, waited_arrival(*form));
    });
    if (asks_for_a_word(call))
        return word_of_arrival(noted);
    if (!noted)
        return show_at_door(call, *door, {noted.problem()});
    call.nothing_was_done = !*noted;
    return see_other(door_url(call.path["code"]));
}

http::Response send_door_code(web::Visit& visit)
{
    auto const open = web::read(visit.call, [&](db::Connection& db) {
        return find_open_invitation(db, visit.call.site.tenant, visit.call.path["token"], visit.now.date);
    });
    if (!open || !has_whole_day(open->meeting)) // of no day there is no door
        return web::not_found(visit);
    auto const address = visit.call.site.base_url + std::string(door_url(visit.call.path["token"]).text());
    return http::Response(http::Status::ok).body(qr::encode(address).svg(), "image/svg+xml").no_store();
}

web::Body attendance_of_meeting(web::Call const& call, SeenMeeting const& seen)
{
    auto const access = access_to_list(call, seen);
    auto const count = web::read(
        call, [&](db::Connection& db) { return count_attendance(db, call.site.tenant, seen.meeting.id); });
    if (access == ListAccess::none && !count)
        return {};
    return [&call, id = seen.meeting.id, count, access](html::Writer& w) {
        write_attendance_summary(w, call, id, count, access);
    };
}

RecurringRule attendance_erasure()
{
    return {
        "meetings.attendances_erased", i18n::TimeOfDay::at(3, 50),
        [](Work& work) -> Result<void> {
            erase_old_attendances(work);
            return {};
        },
        "job.meetings.attendances_erased"_msg};
}

} // namespace kommin::meetings
