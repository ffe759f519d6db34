#pragma once
// People who may be one: the same mail address or telephone number, or names that are alike. They are
// proposed, never merged by the program (docs/adr/0060).

#include "modules/contacts/people/distinct.hpp"
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
// Whoever is alike through others stands in one group with them. Two of whom somebody has said that they are
// not the same are not alike.
std::vector<DuplicateGroup> groups_of(
    std::span<PersonRecord const> people, DistinctPairs const& distinct = {});

// A page of those of these owners who have somebody alike among them, from `first` (from 0), alike names
// together; and with them whoever is alike to them, so that no group is cut at the edge of a page.
struct AlikePage {
    std::vector<PersonRecord> people;
    std::int64_t count = 0; // on all pages
    DistinctPairs distinct = {}; // who of them was told apart
};
AlikePage list_alike(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& scopes, std::int64_t first, int limit);
// This person, where one of these owners has them, and everybody of theirs who is alike.
std::vector<PersonRecord> list_alike_to(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& scopes, PersonId person);

} // namespace kommin::contacts
