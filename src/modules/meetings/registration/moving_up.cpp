#include "modules/meetings/registration/moving_up.hpp"

#include "modules/meetings/attendance/counted_once.hpp"
#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/registration/party_seats.hpp"
#include "modules/meetings/registration/registration_store.hpp"
#include "modules/meetings/registration/waiting_list.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace kommin::meetings {

namespace {

// A session whose seats can still be given to somebody.
struct Coming {
    Programme programme;
    Meeting meeting;
};

std::optional<Date> day_of(Meeting const& meeting)
{
    return meeting.day ? meeting.day->full() : std::nullopt;
}

bool lies_ahead(Work const& work, Meeting const& meeting)
{
    if (meeting.state != MeetingState::planned)
        return false;
    auto const begin = begin_of(meeting, work.zone());
    return begin ? work.now() < *begin : !meeting.is_past(work.today());
}

// The office gives seats until the day is over: also to whoever stands at the door.
enum class GivenBy : std::uint8_t { program, office };
bool takes_place(Work const& work, Meeting const& meeting, GivenBy by)
{
    if (by == GivenBy::program)
        return lies_ahead(work, meeting);
    return meeting.state != MeetingState::cancelled && !meeting.is_past(work.today());
}

std::optional<Coming> find_coming(Work& work, ProgrammeId id, GivenBy by)
{
    auto programme = load_programme(work.db(), work.tenant(), id);
    auto meeting = programme ? load_meeting(work.db(), work.tenant(), programme->meeting) : std::nullopt;
    if (!meeting || !takes_place(work, *meeting, by))
        return std::nullopt;
    return Coming{std::move(*programme), std::move(*meeting)};
}

// The last minute of its last day, on the clock of the district; no offer outlasts the beginning.
Instant end_of_offer(Work const& work, Meeting const& meeting)
{
    auto const last = last_day_of_offer(work.today(), day_of(meeting));
    auto const end = work.zone().to_instant({last, i18n::TimeOfDay::at(23, 59)});
    auto const begin = begin_of(meeting, work.zone());
    return begin ? std::min(end, *begin) : end;
}

// The seats are there: whoever calls has asked in this work.
Result<void> give_seats(Work& work, Coming const& session, RegistrationId id, SeatChanges const& needed)
{
    auto const registration = load_registration(work.db(), work.tenant(), id).value();
    // Whom no letter reaches, the office asks; nobody holds a seat without knowing it. Once it has begun
    // nobody waits for an answer: whoever presses has asked.
    bool const is_offered = lies_ahead(work, session.meeting)
        && (registration.mail.empty()
            || moving_up_on(work.today(), day_of(session.meeting)) == MovingUp::offered);
    auto const to = is_offered ? RegistrationState::offered : RegistrationState::registered;
    if (!change_state(work, id, RegistrationState::waiting, to))
        return Problem::conflict({}, "registration.problem.changed"_msg);
    TRY(change_seats(work.db(), work.tenant(), session.programme.id, needed));
    if (is_offered)
        work.db().execute(
            "UPDATE registrations SET offered_until = ? WHERE tenant_id = ? AND id = ?",
            end_of_offer(work, session.meeting), work.tenant(), id);
    order_letter(work, id, is_offered ? std::string_view{} : because_moved_up);
    work.audit(
        is_offered ? "meetings.registration.offered" : "meetings.registration.moved_up",
        meeting_subject.word(), session.meeting.id);
    return {};
}

// Gives how many moved.
Result<std::size_t> give_free_seats(Work& work, ProgrammeId id, GivenBy by)
{
    auto& db = work.db();
    auto const session = find_coming(work, id, by);
    if (!session)
        return std::size_t{0};
    auto waiting = list_waiting(db, work.tenant(), id);
    if (by == GivenBy::office)
        std::ranges::for_each(waiting, [](WaitingParty& party) { party.was_missed = false; });
    auto const moving
        = who_moves_up(free_seats(session->programme, list_parts(db, work.tenant(), id)), waiting);
    for (auto const party : moving)
        TRY(give_seats(work, *session, party, std::ranges::find(waiting, party, &WaitingParty::id)->needed));
    return moving.size();
}

// Whom no letter reaches was to be called, and nobody has: the place stays, and the office is told by the
// list.
Result<void> keep_place(Work& work, OpenRegistration const& open)
{
    if (!change_state(work, open.registration.id, RegistrationState::offered, RegistrationState::waiting))
        return Problem::conflict({}, "registration.problem.changed"_msg);
    TRY(change_seats(work.db(), work.tenant(), open.programme.id, given_back(open.people)));
    work.audit("meetings.registration.missed", meeting_subject.word(), open.meeting.id);
    return {};
}

Result<void> end_lapsed_offers(Work& work, ProgrammeId programme)
{
    auto const lapsed = work.db().list<RegistrationId>(
        "SELECT id FROM registrations WHERE tenant_id = ? AND programme_id = ? AND state = ?"
        " AND offered_until <= ? ORDER BY place",
        work.tenant(), programme, RegistrationState::offered, work.now());
    for (auto const id : lapsed) {
        auto const registration = load_registration(work.db(), work.tenant(), id).value();
        auto const open = open_registration(work.db(), work.tenant(), registration);
        if (open && registration.mail.empty())
            TRY(keep_place(work, *open));
        else if (open)
            TRY(end_party(work, *open, RegistrationState::lapsed, "meetings.registration.lapsed"));
    }
    return {};
}

// The seats are held until the offer is ended, so whoever is told yes later than its last minute takes no
// others.
Result<void> accept(Work& work, OpenRegistration const& open, GivenBy by, std::string_view action)
{
    auto const& registration = open.registration;
    if (registration.state == RegistrationState::registered)
        return {};
    if (!takes_place(work, open.meeting, by))
        return Problem{ProblemKind::gone, {}, "registration.problem.gone"_msg, {}};
    bool const is_over = by == GivenBy::program && !registration.has_open_offer(work.now());
    if (is_over
        || !change_state(work, registration.id, RegistrationState::offered, RegistrationState::registered))
        return Problem::conflict({}, "registration.problem.offer_over"_msg);
    work.db().execute(
        "UPDATE registrations SET offered_until = NULL WHERE tenant_id = ? AND id = ?", work.tenant(),
        registration.id);
    order_letter(work, registration.id);
    work.audit(action, meeting_subject.word(), open.meeting.id);
    return {};
}

}

Result<void> move_up(Work& work, ProgrammeId programme)
{
    auto const session = find_coming(work, programme, GivenBy::program);
    if (!session)
        return {};
    TRY(end_lapsed_offers(work, programme));
    if (moving_up_on(work.today(), day_of(session->meeting)) != MovingUp::by_office)
        TRY(give_free_seats(work, programme, GivenBy::program));
    return {};
}

Result<void> end_party(
    Work& work, OpenRegistration const& open, RegistrationState to, std::string_view action)
{
    auto const& before = open.registration;
    if (!change_state(work, before.id, before.state, to))
        return Problem::conflict({}, "registration.problem.changed"_msg);
    if (holds_seats(before.state))
        TRY(change_seats(work.db(), work.tenant(), open.programme.id, given_back(open.people)));
    delete_people(work, before.id);
    if (has_arrived(open))
        settle_arrivals(work, open.meeting.id);
    work.db().execute(
        "UPDATE registrations SET telephone = '', beyond_reason = '' WHERE tenant_id = ? AND id = ?",
        work.tenant(), before.id);
    order_letter(work, before.id);
    work.audit(action, meeting_subject.word(), open.meeting.id);
    return {};
}

void renew_offers(Work& work, Programme const& programme, Meeting const& meeting)
{
    if (!lies_ahead(work, meeting))
        return;
    work.db().execute(
        "UPDATE registrations SET offered_until = ? WHERE tenant_id = ? AND programme_id = ? AND state = ?"
        " AND offered_until > ?",
        end_of_offer(work, meeting), work.tenant(), programme.id, RegistrationState::offered, work.now());
}

Result<void> look_through_waiting_lists(Work& work)
{
    auto const programmes = work.db().list<ProgrammeId>(
        "SELECT DISTINCT programme_id FROM registrations WHERE tenant_id = ? AND state IN (?, ?)"
        " ORDER BY programme_id",
        work.tenant(), RegistrationState::waiting, RegistrationState::offered);
    for (auto const programme : programmes)
        TRY(move_up(work, programme));
    return {};
}

RecurringRule waiting_lists()
{
    return {
        "meetings.waiting_lists", i18n::TimeOfDay::at(0, 1), &look_through_waiting_lists,
        "job.meetings.waiting_lists"_msg};
}

Result<void> accept_offer(Work& work, std::string_view token)
{
    auto const open = find_registration_by_link(work.db(), work.tenant(), token);
    if (!open)
        return Problem{ProblemKind::gone, {}, "registration.problem.gone"_msg, {}};
    return accept(work, *open, GivenBy::program, "meetings.registration.accepted");
}

Result<Programme> programme_at_desk(Work& work, MeetingId meeting)
{
    auto const seen = find_seen_meeting(work.db(), work.tenant(), meeting, work.actor(), invite);
    auto const programme = seen ? find_programme(work.db(), work.tenant(), meeting) : std::nullopt;
    if (!programme)
        return Problem::not_found("registration.problem.unknown"_msg);
    return *programme;
}

Result<OpenRegistration> registration_at_desk(Work& work, MeetingId meeting, RegistrationId id)
{
    auto const programme = TRY(programme_at_desk(work, meeting));
    auto const registration = load_registration(work.db(), work.tenant(), id);
    auto open = registration && registration->programme == programme.id
        ? open_registration(work.db(), work.tenant(), *registration)
        : std::nullopt;
    if (!open)
        return Problem::not_found("registration.problem.unknown"_msg);
    return std::move(*open);
}

Result<void> move_up_at_desk(Work& work, MeetingId meeting)
{
    auto const programme = TRY(programme_at_desk(work, meeting));
    if (find_coming(work, programme.id, GivenBy::program))
        TRY(end_lapsed_offers(work, programme.id));
    if (TRY(give_free_seats(work, programme.id, GivenBy::office)) == 0)
        return Problem::conflict({}, "waiting.problem.nobody"_msg);
    return {};
}

Result<void> give_seats_at_desk(Work& work, MeetingId meeting, RegistrationId id)
{
    auto const open = TRY(registration_at_desk(work, meeting, id));
    auto const session = find_coming(work, open.programme.id, GivenBy::office);
    auto const needed = seats_for(open.people);
    if (!session || open.registration.state != RegistrationState::waiting
        || !fits(free_seats(open.programme, open.parts), needed))
        return Problem::conflict({}, "waiting.problem.fit"_msg);
    return give_seats(work, *session, id, needed);
}

Result<void> accept_at_desk(Work& work, MeetingId meeting, RegistrationId id)
{
    return accept(
        work, TRY(registration_at_desk(work, meeting, id)), GivenBy::office,
        "meetings.registration.accepted_by_office");
}

Result<void> take_off_at_desk(Work& work, MeetingId meeting, RegistrationId id)
{
    auto const open = TRY(registration_at_desk(work, meeting, id));
    if (has_ended(open.registration.state))
        return {};
    if (open.registration.state == RegistrationState::registered)
        return Problem::conflict({}, "waiting.problem.has_seats"_msg);
    TRY(end_party(work, open, RegistrationState::left, "meetings.registration.left_by_office"));
    return move_up(work, open.programme.id);
}

} // namespace kommin::meetings
