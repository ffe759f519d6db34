#include "modules/meetings/registration/registration.hpp"

#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
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

constexpr std::chrono::days keep_needs{14};
constexpr std::chrono::days keep_names{92};

db::Query registrations_of(TenantId tenant)
{
    return db::Query(
        "SELECT r.id, r.programme_id, r.state, r.language, r.mail, r.telephone, r.registered_at, r.version"
        " FROM registrations r WHERE r.tenant_id = ?",
        tenant);
}

std::optional<Registration> only_one(std::vector<Registration> rows)
{
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

void insert_link(Work& work, RegistrationId id, std::string_view token, bool of_letter)
{
    work.db().execute(
        "INSERT INTO registration_links (token_hash, tenant_id, registration_id, of_letter, made_at)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        crypto::sha256_hex(token), work.tenant(), id, of_letter, work.now());
}

// A part that is full belongs to the first line that chose it; lines are numbered as in the form.
Result<void> take_seats(
    Work& work, ProgrammeId programme, SeatChanges const& changes,
    std::vector<ParticipantEntry> const& people)
{
    auto taken = change_seats(work.db(), work.tenant(), programme, changes);
    if (taken || taken.problem().field.empty())
        return taken;
    auto problem = taken.problem();
    for (std::size_t index = 0; index < people.size(); ++index) {
        if (!people[index].is_empty() && full_part_field(people[index].part) == problem.field) {
            problem.field = "part_" + std::to_string(index + 1);
            return problem;
        }
    }
    return problem;
}

SeatChanges seats_for(std::vector<ParticipantEntry> const& people)
{
    SeatChanges seats;
    for (auto const& person : people) {
        if (!person.is_empty())
            ++seats[PartId{parse_number(person.part).value()}];
    }
    return seats;
}

void insert_people(
    Work& work, RegistrationId registration, std::vector<ParticipantEntry> const& people,
    std::vector<tenants::Body> const& bodies)
{
    std::int64_t position = 0;
    for (auto const& person : people) {
        if (person.is_empty())
            continue;
        auto const body = std::ranges::find(bodies, person.municipality, &tenants::Body::slug);
        auto const municipality
            = person.municipality.empty() || body == bodies.end() ? std::nullopt : std::optional(body->id);
        work.db().execute(
            "INSERT INTO participants (tenant_id, registration_id, part_id, position, name, role, body_id,"
            " organisation, interpreter, children, food, wheelchair, sign_language, remark)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            work.tenant(), registration, PartId{parse_number(person.part).value()}, ++position,
            trim(person.name), enum_from<ParticipantRole>(person.role).value(), municipality,
            trim(person.organisation), trim(person.interpreter), trim(person.children), trim(person.food),
            person.wheelchair, person.sign_language, trim(person.remark));
    }
}

void delete_people(Work& work, RegistrationId registration)
{
    work.db().execute(
        "DELETE FROM participants WHERE tenant_id = ? AND registration_id = ?", work.tenant(), registration);
}

void order_letter(Work& work, RegistrationId id, std::string_view because = {})
{
    auto const registration = load_registration(work.db(), work.tenant(), id).value();
    if (registration.mail.empty())
        return;
    work.enqueue(
        registration_mail_kind,
        json::print(json::Value::Object{
            {"registration", id.value},
            {"version", registration.version},
            {"because", std::string(because)}}));
}

void raise_version(Work& work, RegistrationId id)
{
    work.db().execute(
        "UPDATE registrations SET version = version + 1 WHERE tenant_id = ? AND id = ?", work.tenant(), id);
}

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

// The registration and everybody in it go; the seats are free at once.
Result<void> cancel(Work& work, OpenRegistration const& open, std::string_view action)
{
    SeatChanges changes;
    for (auto const& person : open.people)
        --changes[person.part];
    TRY(change_seats(work.db(), work.tenant(), open.programme.id, changes));
    auto const id = open.registration.id;
    delete_people(work, id);
    work.db().execute(
        "UPDATE registrations SET state = ?, telephone = '' WHERE tenant_id = ? AND id = ?",
        RegistrationState::cancelled, work.tenant(), id);
    raise_version(work, id);
    order_letter(work, id);
    work.audit(action, meeting_subject.word(), open.meeting.id);
    return {};
}

}

std::optional<Registration> load_registration(db::Connection& db, TenantId tenant, RegistrationId id)
{
    return only_one(db.list<Registration>(registrations_of(tenant).add(" AND r.id = ?", id)));
}

std::vector<Participant> list_participants(db::Connection& db, TenantId tenant, RegistrationId registration)
{
    return db.list<Participant>(
        "SELECT id, part_id, name, role, body_id, organisation, interpreter, children, food, wheelchair,"
        " sign_language, remark FROM participants WHERE tenant_id = ? AND registration_id = ?"
        " ORDER BY position",
        tenant, registration);
}

std::vector<RegistrationId> list_reachable_parties(db::Connection& db, TenantId tenant, ProgrammeId programme)
{
    return db.list<RegistrationId>(
        "SELECT id FROM registrations WHERE tenant_id = ? AND programme_id = ? AND state = ? AND mail <> ''"
        " ORDER BY id",
        tenant, programme, RegistrationState::active);
}

std::optional<OpenRegistration> open_registration(
    db::Connection& db, TenantId tenant, Registration const& registration)
{
    auto programme = load_programme(db, tenant, registration.programme);
    auto meeting = programme ? load_meeting(db, tenant, programme->meeting) : std::nullopt;
    if (!meeting)
        return std::nullopt;
    auto people = list_participants(db, tenant, registration.id);
    auto parts = list_parts(db, tenant, programme->id);
    return OpenRegistration{
        registration, std::move(*programme), std::move(*meeting), std::move(people), std::move(parts)};
}

std::optional<OpenRegistration> find_registration_by_link(
    db::Connection& db, TenantId tenant, std::string_view token)
{
    auto const registration = only_one(db.list<Registration>(registrations_of(tenant).add(
        " AND r.id = (SELECT l.registration_id FROM registration_links l WHERE l.token_hash = ?)",
        crypto::sha256_hex(token))));
    return registration ? open_registration(db, tenant, *registration) : std::nullopt;
}

Meeting told_meeting(OpenRegistration const& open)
{
    auto meeting = open.meeting;
    if (open.registration.state == RegistrationState::cancelled)
        meeting.online_link.clear();
    return meeting;
}

bool can_be_changed(OpenRegistration const& open, i18n::Zone const& zone, Instant now)
{
    if (open.registration.state != RegistrationState::active || open.meeting.state != MeetingState::planned)
        return false;
    // Its day may have become a month since: then until that is over.
    auto const begin = begin_of(open.meeting, zone);
    return begin ? now < *begin : !open.meeting.is_past(zone.to_local(now).date);
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
    TRY(take_seats(work, programme, seats_for(form.people), form.people));
    auto const id = db.load<RegistrationId>(
        "INSERT INTO registrations (tenant_id, programme_id, form_mark, content_mark, state, language, mail,"
        " telephone, consent, registered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, programme, form_mark, content_mark, RegistrationState::active, language.tag(),
        trim(form.contact.mail), trim(form.contact.telephone), form.consent, work.now());
    insert_people(work, id, form.people, bodies);
    insert_link(work, id, token, false);
    order_letter(work, id);
    work.audit("meetings.registration.received", meeting_subject.word(), meeting->id);
    return token;
}

Result<void> change_party(
    Work& work, std::string_view token, std::int64_t seen_version,
    std::vector<ParticipantEntry> const& people)
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
    auto changes = seats_for(people);
    for (auto const& person : open.people)
        --changes[person.part];
    TRY(take_seats(work, open.programme.id, changes, people));
    delete_people(work, open.registration.id);
    insert_people(work, open.registration.id, people, bodies);
    raise_version(work, open.registration.id);
    order_letter(work, open.registration.id);
    work.audit("meetings.registration.changed", meeting_subject.word(), open.meeting.id);
    return {};
}

Result<std::string> change_contact(
    Work& work, std::string_view token, std::int64_t seen_version, ContactEntry const& contact)
{
    auto const open = TRY(changeable(work, token));
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
    if (!is_of_letter)
        return std::string(token);
    auto fresh = crypto::random_token();
    insert_link(work, id, fresh, false);
    return fresh;
}

Result<void> cancel_registration(Work& work, std::string_view token)
{
    auto const open = find_registration_by_link(work.db(), work.tenant(), token);
    if (open && open->registration.state == RegistrationState::cancelled)
        return {};
    if (!open || !can_be_changed(*open, work.zone(), work.now()))
        return Problem{ProblemKind::gone, {}, "registration.problem.gone"_msg, {}};
    return cancel(work, *open, "meetings.registration.cancelled");
}

Result<void> cancel_at_desk(Work& work, MeetingId meeting, RegistrationId id)
{
    auto const seen = find_seen_meeting(work.db(), work.tenant(), meeting, work.actor(), invite);
    auto const registration = seen ? load_registration(work.db(), work.tenant(), id) : std::nullopt;
    auto open = registration ? open_registration(work.db(), work.tenant(), *registration) : std::nullopt;
    if (!open || open->meeting.id != meeting)
        return Problem::not_found("registration.problem.unknown"_msg);
    if (open->registration.state == RegistrationState::cancelled)
        return {};
    return cancel(work, *open, "meetings.registration.cancelled_by_office");
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
    for (auto const id : list_reachable_parties(work.db(), work.tenant(), programme->id)) {
        raise_version(work, id);
        order_letter(work, id, because_of_meeting);
    }
    return {};
}

std::int64_t erase_old_registrations(Work& work)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    // By the last day that it may be: of "2027" or "2027-03" it may still lie ahead.
    auto const before
        = [&](std::chrono::days kept) { return to_iso(Date{std::chrono::sys_days{work.today()} - kept}); };
    auto erased = db.execute(
        "UPDATE registrations SET telephone = '' WHERE tenant_id = ? AND telephone <> '' AND programme_id IN"
        " (SELECT p.id FROM programmes p JOIN meetings m ON m.id = p.meeting_id"
        " WHERE p.tenant_id = ? AND substr(m.day || '-99-99', 1, 10) < ?)",
        tenant, tenant, before({}));
    erased += db.execute(
        "UPDATE participants SET interpreter = '', children = '', food = '', remark = '', wheelchair = FALSE,"
        " sign_language = FALSE WHERE tenant_id = ? AND (interpreter <> '' OR children <> '' OR food <> ''"
        " OR remark <> '' OR wheelchair OR sign_language) AND part_id IN"
        " (SELECT t.id FROM programme_parts t JOIN programmes p ON p.id = t.programme_id"
        " JOIN meetings m ON m.id = p.meeting_id WHERE p.tenant_id = ? AND substr(m.day || '-99-99', 1, 10) "
        "< ?)",
        tenant, tenant, before(keep_needs));
    erased += db.execute(
        "UPDATE participants SET name = '', organisation = '' WHERE tenant_id = ? AND (name <> ''"
        " OR organisation <> '') AND part_id IN"
        " (SELECT t.id FROM programme_parts t JOIN programmes p ON p.id = t.programme_id"
        " JOIN meetings m ON m.id = p.meeting_id WHERE p.tenant_id = ? AND substr(m.day || '-99-99', 1, 10) "
        "< ?)",
        tenant, tenant, before(keep_names));
    erased += db.execute(
        "DELETE FROM registration_links WHERE tenant_id = ? AND registration_id IN"
        " (SELECT r.id FROM registrations r JOIN programmes p ON p.id = r.programme_id"
        " JOIN meetings m ON m.id = p.meeting_id WHERE p.tenant_id = ? AND substr(m.day || '-99-99', 1, 10) "
        "< ?)",
        tenant, tenant, before(keep_names));
    erased += db.execute(
        "UPDATE registrations SET mail = '' WHERE tenant_id = ? AND mail <> '' AND programme_id IN"
        " (SELECT p.id FROM programmes p JOIN meetings m ON m.id = p.meeting_id"
        " WHERE p.tenant_id = ? AND substr(m.day || '-99-99', 1, 10) < ?)",
        tenant, tenant, before(keep_names));
    return erased;
}

} // namespace kommin::meetings
