#pragma once
// Two people of whom somebody has said that they are not the same, although they are alike: they are not
// proposed to be merged any more (docs/adr/0088).

#include "modules/contacts/people/person.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/work/work.hpp"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kommin::contacts {

// Each pair in both directions.
using DistinctPairs = std::set<std::pair<PersonId, PersonId>>;
DistinctPairs list_distinct_among(db::Connection& db, TenantId tenant, std::vector<PersonId> const& people);

struct ToldApart {
    PersonId other;
    std::string decided_by; // Actor::code()
    Instant decided_at;
};
// From whom somebody was told apart, the last one first.
std::vector<ToldApart> list_told_apart(db::Connection& db, TenantId tenant, PersonId person);
std::optional<ToldApart> find_told_apart(
    db::Connection& db, TenantId tenant, PersonId person, PersonId other);

// Told apart already, they stay so. Problems: not_found without the right to edit both, and where they are
// one.
Result<void> tell_people_apart(Work& work, PersonId person, PersonId other);
// They are proposed again, where they are alike. Problems as above.
Result<void> propose_people_again(Work& work, PersonId person, PersonId other);
// Of somebody who was merged or erased nothing is told any more.
void erase_told_apart(db::Connection& db, TenantId tenant, PersonId person);

} // namespace kommin::contacts
