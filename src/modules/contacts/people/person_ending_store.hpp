#pragma once
// SQL of how people end: without a ground, merged, erased. Every function works inside the caller's
// transaction.

#include "modules/contacts/people/grounds.hpp"
#include "modules/contacts/people/person.hpp"
#include "platform/db/connection.hpp"

#include <optional>
#include <vector>

namespace kommin::contacts {

// Whoever turned out to be this person.
std::vector<PersonId> list_merged_into(db::Connection& db, TenantId tenant, PersonId id);
// `from` turned out to be `into`, and so does everybody who had turned out to be `from`; addresses and
// languages of `from` are the caller's to keep, its consents are those of `into` from now on.
void move_person_into(db::Connection& db, TenantId tenant, PersonId from, PersonId into, Instant now);
// Nothing of what somebody has said is left, but whose record it was.
void empty_person_row(db::Connection& db, TenantId tenant, PersonId id, Instant now);

// Those behind this id who are there, by id. `grounds`: SELECTs of ids; who is in none has none.
struct GroundRow {
    PersonId id;
    std::optional<Instant> no_ground_since;
    bool has_ground;
};
std::vector<GroundRow> list_grounds(
    db::Connection& db, TenantId tenant, std::vector<db::Query> const& grounds, PersonId after, int limit);
void update_ground(
    db::Connection& db, TenantId tenant, PersonId id, std::optional<Instant> const& no_ground_since);
// These have a ground; at most some hundreds.
void clear_no_ground_since(db::Connection& db, TenantId tenant, std::vector<PersonId> const& ids);

} // namespace kommin::contacts
