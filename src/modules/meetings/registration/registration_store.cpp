#include "modules/meetings/registration/registration_store.hpp"

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/registration/party_seats.hpp"
#include "modules/meetings/registration/waiting_list.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

namespace {

db::Query registrations_of(TenantId tenant)
{
    return db::Query(
        "SELECT r.id, r.programme_id, r.state, r.language, r.mail, r.telephone, r.registered_at,"
        " r.place, r.offered_until, r.version, r.beyond_reason"
        " FROM registrations r WHERE r.tenant_id = ?",
        tenant);
}

std::optional<Registration> only_one(std::vector<Registration> rows)
{
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

// Which of those that wait it is, and what it waits for.
std::optional<Waiting> waiting_of(db::Connection& db, TenantId tenant, OpenRegistration const& open)
{
    if (open.registration.state != RegistrationState::waiting)
        return std::nullopt;
    auto const waiting = list_waiting(db, tenant, open.programme.id);
    auto const self = std::ranges::find(waiting, open.registration.id, &WaitingParty::id);
    return Waiting{
        .place = self - waiting.begin() + 1,
        .of = static_cast<std::int64_t>(waiting.size()),
        .shortage = shortage_of(free_seats(open.programme, open.parts), seats_for(open.people), open.parts),
        .was_missed = open.registration.offered_until.has_value()};
}

// Of the same values in the same order.
constexpr std::string_view insert_participant
    = "INSERT INTO participants (part_id, position, name, role, body_id, organisation, interpreter, children,"
      " food, wheelchair, sign_language, remark, tenant_id, registration_id)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view update_participant
    = "UPDATE participants SET part_id = ?, position = ?, name = ?, role = ?, body_id = ?, organisation = ?,"
      " interpreter = ?, children = ?, food = ?, wheelchair = ?, sign_language = ?, remark = ?"
      " WHERE tenant_id = ? AND id = ?";

void write_participant(
    Work& work, std::string_view sql, std::int64_t id, std::int64_t position, ParticipantEntry const& person,
    std::vector<tenants::Body> const& bodies)
{
    auto const body = std::ranges::find(bodies, person.municipality, &tenants::Body::slug);
    auto const municipality
        = person.municipality.empty() || body == bodies.end() ? std::nullopt : std::optional(body->id);
    work.db().execute(
        sql, PartId{parse_number(person.part).value()}, position, trim(person.name),
        enum_from<ParticipantRole>(person.role).value(), municipality, trim(person.organisation),
        trim(person.interpreter), trim(person.children), trim(person.food), person.wheelchair,
        person.sign_language, trim(person.remark), work.tenant(), id);
}

}

void insert_link(Work& work, RegistrationId id, std::string_view token, bool of_letter)
{
    work.db().execute(
        "INSERT INTO registration_links (token_hash, tenant_id, registration_id, of_letter, made_at)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        crypto::sha256_hex(token), work.tenant(), id, of_letter, work.now());
}

RegistrationId insert_party(Work& work, NewParty const& party, RegistrationForm const& form)
{
    return work.db().load<RegistrationId>(
        "INSERT INTO registrations (tenant_id, programme_id, form_mark, content_mark, state, language, mail,"
        " telephone, consent, registered_at, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        work.tenant(), party.programme, party.form_mark, party.content_mark,
        party.place ? RegistrationState::waiting : RegistrationState::registered, party.language,
        trim(form.contact.mail), trim(form.contact.telephone), form.consent, work.now(), party.place);
}

void insert_people(
    Work& work, RegistrationId registration, std::vector<ParticipantEntry> const& people,
    std::vector<tenants::Body> const& bodies)
{
    std::int64_t position = 0;
    for (auto const& person : people) {
        if (!person.is_empty())
            write_participant(work, insert_participant, registration.value, ++position, person, bodies);
    }
}

void replace_people(
    Work& work, RegistrationId registration, std::vector<ParticipantEntry> const& people,
    std::vector<tenants::Body> const& bodies)
{
    auto gone = work.db().list<ParticipantId>(
        "SELECT id FROM participants WHERE tenant_id = ? AND registration_id = ?", work.tenant(),
        registration);
    std::int64_t position = 0;
    for (auto const& person : people) {
        if (person.is_empty())
            continue;
        auto const known = std::ranges::find(gone, ParticipantId{parse_number(person.id).value_or(0)});
        if (known == gone.end()) {
            write_participant(work, insert_participant, registration.value, ++position, person, bodies);
            continue;
        }
        write_participant(work, update_participant, known->value, ++position, person, bodies);
        gone.erase(known);
    }
    for (auto const id : gone)
        work.db().execute("DELETE FROM participants WHERE tenant_id = ? AND id = ?", work.tenant(), id);
}

void delete_people(Work& work, RegistrationId registration)
{
    work.db().execute(
        "DELETE FROM participants WHERE tenant_id = ? AND registration_id = ?", work.tenant(), registration);
}

void order_letter(Work& work, RegistrationId id, std::string_view because)
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

void take_up_missed(Work& work, RegistrationId id)
{
    work.db().execute(
        "UPDATE registrations SET offered_until = NULL WHERE tenant_id = ? AND id = ? AND state = ?"
        " AND mail <> ''",
        work.tenant(), id, RegistrationState::waiting);
}

std::int64_t take_place(Work& work, ProgrammeId programme)
{
    return work.db().load<std::int64_t>(
        "UPDATE programmes SET last_place = last_place + 1 WHERE tenant_id = ? AND id = ?"
        " RETURNING last_place",
        work.tenant(), programme);
}

bool change_state(Work& work, RegistrationId id, RegistrationState from, RegistrationState to)
{
    return work.db().execute(
               "UPDATE registrations SET state = ?, version = version + 1"
               " WHERE tenant_id = ? AND id = ? AND state = ?",
               to, work.tenant(), id, from)
        == 1;
}

std::optional<Registration> load_registration(db::Connection& db, TenantId tenant, RegistrationId id)
{
    return only_one(db.list<Registration>(registrations_of(tenant).add(" AND r.id = ?", id)));
}

std::vector<Registration> list_ended_registrations(db::Connection& db, TenantId tenant, ProgrammeId programme)
{
    return db.list<Registration>(registrations_of(tenant).add(
        " AND r.programme_id = ? AND r.state IN (?, ?, ?) AND (r.mail <> '' OR r.telephone <> '')"
        " ORDER BY r.id",
        programme, RegistrationState::cancelled, RegistrationState::left, RegistrationState::lapsed));
}

std::vector<Participant> list_participants(db::Connection& db, TenantId tenant, RegistrationId registration)
{
    return db.list<Participant>(
        "SELECT id, part_id, name, role, body_id, organisation, interpreter, children, food, wheelchair,"
        " sign_language, remark, arrived, arrived_at FROM participants WHERE tenant_id = ? AND "
        "registration_id = ?"
        " ORDER BY position",
        tenant, registration);
}

std::vector<Registration> list_parties_at_same_address(
    db::Connection& db, TenantId tenant, Registration const& registration)
{
    if (registration.mail.empty())
        return {};
    return db.list<Registration>(registrations_of(tenant).add(
        " AND r.mail <> '' AND lower(r.mail) = ? AND r.programme_id = ? AND r.id <> ? AND r.state IN (?, ?, "
        "?)"
        " ORDER BY r.id",
        contacts::normal_of(contacts::AddressKind::mail, registration.mail), registration.programme,
        registration.id, RegistrationState::registered, RegistrationState::waiting,
        RegistrationState::offered));
}

std::vector<RegistrationId> list_reachable_parties(db::Connection& db, TenantId tenant, ProgrammeId programme)
{
    return db.list<RegistrationId>(
        "SELECT id FROM registrations WHERE tenant_id = ? AND programme_id = ? AND state = ? AND mail <> ''"
        " ORDER BY id",
        tenant, programme, RegistrationState::registered);
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
    OpenRegistration open{
        .registration = registration,
        .programme = std::move(*programme),
        .meeting = std::move(*meeting),
        .people = std::move(people),
        .parts = std::move(parts)};
    open.waiting = waiting_of(db, tenant, open);
    return open;
}

std::optional<OpenRegistration> find_registration_by_link(
    db::Connection& db, TenantId tenant, std::string_view token)
{
    auto const registration = only_one(db.list<Registration>(registrations_of(tenant).add(
        " AND r.id = (SELECT l.registration_id FROM registration_links l WHERE l.token_hash = ?)",
        crypto::sha256_hex(token))));
    return registration ? open_registration(db, tenant, *registration) : std::nullopt;
}

} // namespace kommin::meetings
