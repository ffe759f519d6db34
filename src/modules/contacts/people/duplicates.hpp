#pragma once
// People who may be one: the same mail address or telephone number, or names that are alike. They are
// proposed, never merged by the program (docs/adr/0060).

#include "modules/contacts/people/person.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <set>
#include <span>
#include <vector>

namespace kommin::contacts {

enum class Alike : std::uint8_t { mail, phone, name };

struct DuplicateGroup {
    std::vector<PersonRecord const*> people; // in the order of the list, at least two
    std::set<Alike> reasons;
};
// Whoever is alike through others stands in one group with them.
std::vector<DuplicateGroup> groups_of(std::span<PersonRecord const> people);

// At most `most` of those of these owners who have somebody alike among them; alike names stand together.
std::vector<PersonRecord> list_alike(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& scopes, int most);

} // namespace kommin::contacts
