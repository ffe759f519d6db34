#include "modules/meetings/attendance/attendance.hpp"

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/attendance/counted_once.hpp"
#include "modules/meetings/invitations/invitation_store.hpp"
#include "modules/meetings/members/membership_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/i18n/collator.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <unordered_map>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::chrono::days keep_attendances{2 * 365};

void add_to_total(db::Connection& db, TenantId tenant, MeetingId meeting, std::int64_t people)
{
    db.execute(
        "INSERT INTO attendance_totals (meeting_id, tenant_id, people) VALUES (?, ?, ?)"
        " ON CONFLICT (meeting_id) DO UPDATE SET people = attendance_totals.people + excluded.people",
        meeting, tenant, people);
}

Result<SeenMeeting> open_for_arrivals(Work& work, MeetingId id)
{
    auto seen = find_seen_meeting(work.db(), work.tenant(), id, work.actor(), invite);
    if (!seen)
        return Problem::not_found("meeting.problem.unknown"_msg);
    if (!can_be_attended(seen->meeting, work.today()))
        return Problem::conflict({}, "attendance.problem.early"_msg);
    return std::move(*seen);
}

}

std::vector<Attendance> list_attendances(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    return db.list<Attendance>(
        "SELECT person_id, arrived_at, way, as_participant FROM attendances WHERE tenant_id = ?"
        " AND meeting_id = ? ORDER BY arrived_at, person_id",
        tenant, meeting);
}

std::optional<Attendance> find_attendance(
    db::Connection& db, TenantId tenant, MeetingId meeting, contacts::PersonId person)
{
    return db.find<Attendance>(
        "SELECT person_id, arrived_at, way, as_participant FROM attendances WHERE tenant_id = ?"
        " AND meeting_id = ? AND person_id = ?",
        tenant, meeting, person);
}

std::vector<AttendedMeeting> list_attended_meetings(
    db::Connection& db, TenantId tenant, contacts::PersonId person)
{
    return db.list<AttendedMeeting>(
        "SELECT meeting_id, arrived_at, way, as_participant FROM attendances WHERE tenant_id = ?"
        " AND person_id = ? ORDER BY arrived_at DESC",
        tenant, person);
}

void move_attendances(db::Connection& db, TenantId tenant, contacts::PersonId from, contacts::PersonId into)
{
    // Where both are said to have come, it was one: the participant, if either was.
    db.execute(
        "UPDATE attendances SET as_participant = TRUE WHERE tenant_id = ? AND person_id = ? AND meeting_id IN"
        " (SELECT meeting_id FROM attendances WHERE tenant_id = ? AND person_id = ? AND as_participant)",
        tenant, into, tenant, from);
    db.execute(
        "DELETE FROM attendances WHERE tenant_id = ? AND person_id = ? AND meeting_id IN"
        " (SELECT meeting_id FROM attendances WHERE tenant_id = ? AND person_id = ?)",
        tenant, from, tenant, into);
    db.execute(
        "UPDATE attendances SET person_id = ? WHERE tenant_id = ? AND person_id = ?", into, tenant, from);
}

void erase_attendances(db::Connection& db, TenantId tenant, contacts::PersonId person)
{
    for (auto const& one : list_attended_meetings(db, tenant, person)) {
        if (!one.as_participant) // who stays, without this name
            add_to_total(db, tenant, one.meeting, 1);
    }
    db.execute("DELETE FROM attendances WHERE tenant_id = ? AND person_id = ?", tenant, person);
}

std::vector<Expected> list_expected(db::Connection& db, TenantId tenant, Meeting const& meeting)
{
    std::vector<Expected> expected;
    std::unordered_map<contacts::PersonId, std::size_t> places;
    auto const place_of = [&](contacts::PersonId person, InvitedAs as) -> Expected& {
        auto const [place, is_new] = places.try_emplace(person, expected.size());
        if (is_new)
            expected.push_back({.person = person, .as = as});
        return expected[place->second];
    };
    for (auto const& invitation : list_invitations(db, tenant, meeting.id)) {
        if (invitation.is_withdrawn)
            continue;
        place_of(invitation.person, invitation.as).answer = invitation.answer;
    }
    if (auto const day = meeting.day ? meeting.day->full() : std::nullopt) {
        for (auto const& member : list_members_on(db, tenant, meeting.panel, *day))
            place_of(
                member.person,
                member.capacity == Capacity::holder ? InvitedAs::holder : InvitedAs::substitute);
    }
    for (auto const& attendance : list_attendances(db, tenant, meeting.id))
        place_of(attendance.person, InvitedAs::guest).came = attendance;
    return expected;
}

std::vector<ExpectedPerson> list_expected_people(
    db::Connection& db, TenantId tenant, Actor const& actor, Meeting const& meeting)
{
    auto expected = list_expected(db, tenant, meeting);
    std::vector<contacts::PersonId> ids;
    std::ranges::transform(expected, std::back_inserter(ids), &Expected::person);
    auto const names = contacts::list_named_people(db, tenant, actor, ids);
    std::vector<ExpectedPerson> people;
    for (auto& one : expected) {
        auto const named = names.find(one.person);
        people.push_back({std::move(one), named == names.end() ? contacts::NamedPerson{} : named->second});
    }
    auto const& collator = i18n::Collator::of(i18n::Language::german());
    std::ranges::stable_sort(people, [&](ExpectedPerson const& one, ExpectedPerson const& other) {
        return one.is_seen() != other.is_seen()
            ? one.is_seen()
            : collator.is_before(one.named.list_name, other.named.list_name);
    });
    return people;
}

bool can_be_attended(Meeting const& meeting, Date today)
{
    return meeting.state != MeetingState::cancelled && meeting.may_have_begun(today);
}

Instant instant_of_arrival(Work const& work, std::chrono::seconds ago)
{
    bool const is_believed = ago >= std::chrono::seconds::zero() && ago <= longest_wait;
    return is_believed ? work.now() - ago : work.now();
}

Result<bool> note_arrival(
    Work& work, MeetingId id, contacts::PersonId person, ArrivalWay way, std::chrono::seconds ago)
{
    auto const seen = TRY(open_for_arrivals(work, id));
    auto const expected = list_expected(work.db(), work.tenant(), seen.meeting);
    bool const is_expected = std::ranges::find(expected, person, &Expected::person) != expected.end();
    if (!is_expected && !contacts::may_see_person(work.db(), work.tenant(), work.actor(), person))
        return Problem::not_found("people.problem.unknown"_msg);
    auto const rows = work.db().execute(
        "INSERT INTO attendances (tenant_id, meeting_id, person_id, arrived_at, way, recorded_by)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        work.tenant(), id, person, instant_of_arrival(work, ago), way, work.actor().code());
    if (rows == 0)
        return false;
    settle_new_arrival(work, id, person);
    work.audit("meetings.meeting.arrived", meeting_subject.word(), id);
    return true;
}

Result<bool> take_back_arrival(Work& work, MeetingId id, contacts::PersonId person)
{
    TRY(open_for_arrivals(work, id));
    auto const rows = work.db().execute(
        "DELETE FROM attendances WHERE tenant_id = ? AND meeting_id = ? AND person_id = ?", work.tenant(), id,
        person);
    if (rows == 0)
        return false;
    settle_arrivals(work, id);
    work.audit("meetings.meeting.arrival_taken_back", meeting_subject.word(), id);
    return true;
}

std::optional<std::int64_t> count_attendance(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    auto const named = db.load<std::int64_t>(
        "SELECT COUNT(*) FROM attendances WHERE tenant_id = ? AND meeting_id = ? AND NOT as_participant",
        tenant, meeting);
    auto const erased = db.find<std::int64_t>(
        "SELECT people FROM attendance_totals WHERE tenant_id = ? AND meeting_id = ?", tenant, meeting);
    auto const registered = db.load<std::int64_t>(
        "SELECT COUNT(*) FROM programmes p JOIN registrations r ON r.programme_id = p.id"
        " JOIN participants a ON a.registration_id = r.id WHERE p.tenant_id = ? AND p.meeting_id = ?"
        " AND a.arrived AND NOT a.again",
        tenant, meeting);
    auto const all = named + erased.value_or(0) + registered + count_erased_arrivals(db, tenant, meeting);
    return all == 0 ? std::nullopt : std::optional(all);
}

std::int64_t erase_old_attendances(Work& work)
{
    struct Row {
        MeetingId meeting;
        PartialDate day;
        std::int64_t people;
    };
    auto const before = Date{std::chrono::sys_days{work.today()} - keep_attendances};
    std::int64_t meetings = 0;
    for (auto const& [meeting, day, people] : work.db().list<Row>(
             "SELECT a.meeting_id, m.day, SUM(CASE WHEN a.as_participant THEN 0 ELSE 1 END)"
             " FROM attendances a JOIN meetings m ON m.id = a.meeting_id"
             " WHERE a.tenant_id = ? AND m.day < ? GROUP BY a.meeting_id, m.day",
             work.tenant(), to_iso(before))) {
        if (last_possible_day(day) >= before)
            continue;
        add_to_total(work.db(), work.tenant(), meeting, people);
        work.db().execute(
            "DELETE FROM attendances WHERE tenant_id = ? AND meeting_id = ?", work.tenant(), meeting);
        ++meetings;
    }
    return meetings;
}

} // namespace kommin::meetings
