#include "modules/meetings/registration/registration.hpp"

#include "modules/meetings/attendance/counted_once.hpp"
#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/registration/moving_up.hpp"
#include "modules/meetings/registration/party_desk.hpp"
#include "modules/meetings/registration/party_seats.hpp"
#include "modules/meetings/registration/registration_store.hpp"
#include "modules/meetings/registration/registration_totals.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <chrono>
#include <tuple>
#include <utility>

namespace kommin::meetings {

namespace {

// What a link leads to, as long as something can be done with it.
Result<OpenRegistration> changeable(Work& work, std::string_view token)
{
    auto open = find_registration_by_link(work.db(), work.tenant(), token);
    if (!open || !can_be_changed(*open, work.zone(), work.now()))
        return Problem{ProblemKind::gone, {}, "registration.problem.gone"_msg, {}};
    return std::move(*open);
}

bool are_the_same(
    std::vector<ParticipantEntry> const& typed, std::vector<Participant> const& stored,
    std::vector<tenants::Body> const& bodies)
{
    RegistrationForm before;
    for (auto const& person : stored)
        before.people.push_back(person.as_entry(bodies));
    return content_of({.people = typed, .contact = {}, .consent = {}}) == content_of(before);
}

// Whoever was registered has cancelled; whoever was not has left the waiting list.
Result<void> cancel(
    Work& work, OpenRegistration const& open, std::string_view cancelled, std::string_view left)
{
    bool const was_registered = open.registration.state == RegistrationState::registered;
    TRY(end_party(
        work, open, was_registered ? RegistrationState::cancelled : RegistrationState::left,
        was_registered ? cancelled : left));
    return move_up(work, open.programme.id);
}

}

Meeting told_meeting(OpenRegistration const& open)
{
    auto meeting = open.meeting;
    if (open.registration.state != RegistrationState::registered)
        meeting.online_link.clear();
    return meeting;
}

bool has_date(Registration const& registration)
{
    return registration.state == RegistrationState::registered
        || registration.state == RegistrationState::cancelled;
}

bool can_be_changed(OpenRegistration const& open, i18n::Zone const& zone, Instant now)
{
    return open.registration.state != RegistrationState::offered && goes_on(open, zone, now);
}

bool goes_on(OpenRegistration const& open, i18n::Zone const& zone, Instant now)
{
    if (has_ended(open.registration.state) || open.meeting.state != MeetingState::planned)
        return false;
    // Its day may have become a month since: then until that is over.
    auto const begin = begin_of(open.meeting, zone);
    return begin ? now < *begin : !open.meeting.is_past(zone.to_local(now).date);
}

bool has_arrived(OpenRegistration const& open)
{
    return std::ranges::any_of(open.people, &Participant::arrived);
}

bool can_be_cancelled(OpenRegistration const& open, Date today)
{
    return !has_ended(open.registration.state) && !open.meeting.is_past(today) && !has_arrived(open);
}

Result<std::string> register_party(
    Work& work, crypto::Key const& key, ProgrammeId programme, RegistrationForm const& form,
    i18n::Language language, std::string_view form_key)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto token = crypto::keyed_fingerprint(
        key,
        json::print(
            json::Value::Array{tenant.value, programme.value, std::string(form_key), content_of(form)}));
    auto const form_mark = crypto::sha256_hex(form_key);
    auto const content_mark = crypto::sha256_hex("content of " + token);
    // The answer was lost, or it was pressed twice: also once it is full or closed.
    if (auto const sent = db.find<std::string>(
            "SELECT content_mark FROM registrations WHERE tenant_id = ? AND form_mark = ?", tenant,
            form_mark)) {
        if (*sent == content_mark)
            return token;
        return Problem::conflict({}, "registration.problem.sent_already"_msg);
    }
    auto const of = load_programme(db, tenant, programme);
    auto const meeting = of ? load_meeting(db, tenant, of->meeting) : std::nullopt;
    if (!meeting || phase_of(*of, *meeting, work.zone(), work.now()) != RegistrationPhase::open)
        return Problem::conflict({}, "registration.problem.closed"_msg);
    auto const bodies = tenants::list_bodies(db, tenant);
    if (auto problems = problems_of(form, list_parts(db, tenant, programme), bodies); !problems.empty())
        return std::move(problems.front());
    auto const needed = seats_for(form.people);
    bool const waits = form.may_wait && !has_room(work, programme, needed);
    if (!waits)
        TRY(take_seats(work, programme, needed, form.people));
    auto const id = insert_party(
        work,
        {.programme = programme,
         .form_mark = form_mark,
         .content_mark = content_mark,
         .language = std::string(language.tag()),
         .place = waits ? std::optional(take_place(work, programme)) : std::nullopt},
        form);
    insert_people(work, id, form.people, bodies);
    insert_link(work, id, token, false);
    order_letter(work, id);
    work.audit(
        waits ? "meetings.registration.waits" : "meetings.registration.received", meeting_subject.word(),
        meeting->id);
    return token;
}

namespace {

// Whoever stands at the door already cannot be taken out by the link.
bool takes_out_arrived(std::vector<Participant> const& before, std::vector<ParticipantEntry> const& after)
{
    return std::ranges::any_of(before, [&](Participant const& one) {
        return one.arrived
            && std::ranges::find(after, std::to_string(one.id.value), &ParticipantEntry::id) == after.end();
    });
}

}

Result<void> change_party(
    Work& work, std::string_view token, std::int64_t seen_version,
    std::vector<ParticipantEntry> const& people, PlaceWish wish)
{
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    auto const open = TRY(changeable(work, token));
    // Pressed twice, or the answer was lost: it is so already.
    if (are_the_same(people, open.people, bodies))
        return {};
    if (open.registration.version != seen_version)
        return Problem::conflict({}, "registration.problem.changed"_msg);
    if (auto problems = problems_of(people, open.parts, bodies); !problems.empty())
        return std::move(problems.front());
    if (takes_out_arrived(open.people, people))
        return Problem::conflict({}, "registration.problem.has_come"_msg);
    TRY(reseat(work, open, people, wish));
    replace_people(work, open.registration.id, people, bodies);
    settle_arrivals(work, open.meeting.id);
    raise_version(work, open.registration.id);
    order_letter(work, open.registration.id);
    work.audit("meetings.registration.changed", meeting_subject.word(), open.meeting.id);
    return move_up(work, open.programme.id);
}

Result<std::string> change_contact(
    Work& work, std::string_view token, std::int64_t seen_version, ContactEntry const& contact)
{
    auto const found = find_registration_by_link(work.db(), work.tenant(), token);
    if (!found || !goes_on(*found, work.zone(), work.now()))
        return Problem{ProblemKind::gone, {}, "registration.problem.gone"_msg, {}};
    auto const& open = *found;
    auto const id = open.registration.id;
    auto const mail = trim(contact.mail);
    auto const telephone = trim(contact.telephone);
    bool const is_other_mail = mail != open.registration.mail;
    if (!is_other_mail && telephone == open.registration.telephone)
        return std::string(token);
    if (open.registration.version != seen_version)
        return Problem::conflict({}, "registration.problem.changed"_msg);
    if (auto problems = problems_of(contact); !problems.empty())
        return std::move(problems.front());
    work.db().execute(
        "UPDATE registrations SET mail = ?, telephone = ? WHERE tenant_id = ? AND id = ?", mail, telephone,
        work.tenant(), id);
    take_up_missed(work, id);
    settle_arrivals(work, open.meeting.id);
    work.audit("meetings.registration.changed", meeting_subject.word(), open.meeting.id);
    // Of another number no letter tells, and the one that may still wait stays the newest.
    if (!is_other_mail)
        return std::string(token);
    raise_version(work, id);
    // Whoever has got a letter by mistake, or reads the old mailbox, has a link to somebody else's
    // registration: all of them end, also the one by which this was said, which gets a new one in its stead.
    auto const current = crypto::sha256_hex(token);
    bool const is_of_letter = work.db().load<bool>(
        "SELECT of_letter FROM registration_links WHERE tenant_id = ? AND token_hash = ?", work.tenant(),
        current);
    work.db().execute(
        "DELETE FROM registration_links WHERE tenant_id = ? AND registration_id = ? AND of_letter = ?",
        work.tenant(), id, true);
    order_letter(work, id);
    TRY(move_up(work, open.programme.id)); // whom nobody had reached has its turn again
    if (!is_of_letter)
        return std::string(token);
    auto fresh = crypto::random_token();
    insert_link(work, id, fresh, false);
    return fresh;
}

Result<void> cancel_registration(Work& work, std::string_view token)
{
    auto const open = find_registration_by_link(work.db(), work.tenant(), token);
    if (open && has_ended(open->registration.state))
        return {};
    if (!open || !goes_on(*open, work.zone(), work.now()))
        return Problem{ProblemKind::gone, {}, "registration.problem.gone"_msg, {}};
    if (has_arrived(*open))
        return Problem::conflict({}, "registration.problem.has_come"_msg);
    return cancel(work, *open, "meetings.registration.cancelled", "meetings.registration.left");
}

Result<void> cancel_at_desk(Work& work, MeetingId meeting, RegistrationId id)
{
    auto const open = TRY(registration_at_desk(work, meeting, id));
    if (has_ended(open.registration.state))
        return {};
    if (!can_be_cancelled(open, work.today()))
        return Problem::conflict({}, "party.problem.has_come"_msg);
    return cancel(
        work, open, "meetings.registration.cancelled_by_office", "meetings.registration.left_by_office");
}

Result<void> tell_registered(Work& work, Meeting const& before, Meeting const& after)
{
    auto const told = [](Meeting const& meeting) {
        return std::tie(
            meeting.day, meeting.begins_at, meeting.ends_at, meeting.place, meeting.address,
            meeting.online_link, meeting.state);
    };
    bool const was_held = after.state == MeetingState::held || after.is_past(work.today());
    auto const programme = find_programme(work.db(), work.tenant(), after.id);
    if (!programme || was_held || told(before) == told(after))
        return {};
    bool const begins_anew = before.day != after.day || before.state != after.state;
    if (begins_anew)
        renew_offers(work, *programme, after);
    auto const concerned = work.db().list<RegistrationId>(
        "SELECT id FROM registrations WHERE tenant_id = ? AND programme_id = ? AND state IN (?, ?, ?)"
        " AND mail <> '' ORDER BY id",
        work.tenant(), programme->id, RegistrationState::registered, RegistrationState::waiting,
        RegistrationState::offered);
    for (auto const id : concerned) {
        raise_version(work, id);
        order_letter(work, id, because_of_meeting);
    }
    return move_up(work, programme->id);
}

std::int64_t remind_registered(Work& work)
{
    auto const tomorrow = to_iso(work.today() + std::chrono::days{1});
    auto const reminded = work.db().list<RegistrationId>(
        "SELECT r.id FROM registrations r JOIN programmes p ON p.id = r.programme_id"
        " JOIN meetings m ON m.id = p.meeting_id WHERE r.tenant_id = ? AND r.state = ? AND r.mail <> ''"
        " AND m.day = ? AND m.state = ? AND (r.reminded_for IS NULL OR r.reminded_for <> m.day) ORDER BY "
        "r.id",
        work.tenant(), RegistrationState::registered, tomorrow, MeetingState::planned);
    for (auto const id : reminded) {
        work.db().execute(
            "UPDATE registrations SET reminded_for = ? WHERE tenant_id = ? AND id = ?", tomorrow,
            work.tenant(), id);
        order_letter(work, id, because_tomorrow);
    }
    return std::ssize(reminded);
}

void erase_old_entries(Work& work)
{
    auto const tenant = work.tenant();
    // `of_sessions`: up to the tenant of a subquery of them; those whose last possible day is so long over
    // follow.
    auto const erase = [&](db::SqlLiteral of_sessions, std::chrono::days kept) {
        db::Query sql(of_sessions, tenant, tenant);
        sql.add(over_before(Date{std::chrono::sys_days{work.today()} - kept})).add(")");
        work.db().execute(sql);
    };
    erase(
        "UPDATE registrations SET telephone = '' WHERE tenant_id = ? AND telephone <> '' AND programme_id IN"
        " (SELECT p.id FROM programmes p JOIN meetings m ON m.id = p.meeting_id WHERE p.tenant_id = ?",
        {});
    erase(
        "UPDATE participants SET interpreter = '', children = '', food = '', remark = '', wheelchair = FALSE,"
        " sign_language = FALSE WHERE tenant_id = ? AND (interpreter <> '' OR children <> '' OR food <> ''"
        " OR remark <> '' OR wheelchair OR sign_language) AND part_id IN"
        " (SELECT t.id FROM programme_parts t JOIN programmes p ON p.id = t.programme_id"
        " JOIN meetings m ON m.id = p.meeting_id WHERE p.tenant_id = ?",
        keep_needs);
    erase(
        "UPDATE registration_message_texts SET subject = '', text = '' WHERE tenant_id = ? AND text <> ''"
        " AND message_id IN (SELECT g.id FROM registration_messages g"
        " JOIN programmes p ON p.id = g.programme_id JOIN meetings m ON m.id = p.meeting_id"
        " WHERE g.tenant_id = ?",
        keep_names);
}

std::optional<ProgrammeId> erase_next_session(Work& work, ProgrammeId after)
{
    db::Query sql(
        "SELECT p.id FROM programmes p JOIN meetings m ON m.id = p.meeting_id WHERE p.tenant_id = ?"
        " AND p.id > ? AND EXISTS (SELECT 1 FROM registrations r WHERE r.programme_id = p.id)",
        work.tenant(), after);
    sql.add(over_before(Date{std::chrono::sys_days{work.today()} - keep_names}))
        .add(" ORDER BY p.id LIMIT 1");
    auto const next = work.db().list<ProgrammeId>(sql);
    if (next.empty())
        return std::nullopt;
    turn_into_totals(work, next.front());
    return next.front();
}

} // namespace kommin::meetings
