#pragma once
// Erasing somebody: the row stays with its number and says nothing any more (docs/adr/0040, 0060).

#include "modules/contacts/people/api.hpp"
#include "modules/contacts/people/person_editing.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace kommin::contacts {

// Somebody whom this actor may erase, also one who is erased already.
std::optional<Person> find_erasable_person(
    db::Connection& db, TenantId tenant, Actor const& actor, PersonId id);

// What erasing somebody would take away.
struct Erasure {
    std::int64_t addresses, consents, consents_in_force, versions, merged;
};
Erasure count_erasure(db::Connection& db, TenantId tenant, PersonId id);

// With everybody who turned out to be the same person. One who is erased already stays so. Problems:
// not_found without the right; a conflict where somebody has changed them meanwhile
// ("record.problem.changed_meanwhile").
Result<void> erase_person(Work& work, SeenPerson const& seen, OtherModules const& others);
// The same for the night, which nobody is asked for.
void empty_person(Work& work, PersonId id, OtherModules const& others);

} // namespace kommin::contacts
