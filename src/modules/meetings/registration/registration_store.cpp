#include "modules/meetings/registration/registration_store.hpp"

#include "modules/meetings/meetings/meeting_store.hpp"
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
        " r.place, r.offered_until, r.version"
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
        .shortage = shortage_of(free_seats(open.programme, open.parts), seats_for(open.people), open.parts)};
}

}

void insert_link(Work& work, RegistrationId id, std::string_view token, bool of_letter)
{
    work.db().execute(
        "INSERT INTO registration_links (token_hash, tenant_id, registration_id, of_letter, made_at)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        crypto::sha256_hex(token), work.tenant(), id, of_letter, work.now());
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

SeatChanges seats_for(std::vector<ParticipantEntry> const& people)
{
    SeatChanges seats;
    for (auto const& person : people) {
        if (!person.is_empty())
            ++seats[PartId{parse_number(person.part).value()}];
    }
    return seats;
}

SeatChanges seats_for(std::vector<Participant> const& people)
{
    SeatChanges seats;
    for (auto const& person : people)
        ++seats[person.part];
    return seats;
}

SeatChanges given_back(std::vector<Participant> const& people)
{
    SeatChanges seats;
    for (auto const& person : people)
        --seats[person.part];
    return seats;
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
