#pragma once
// SQL of what organisations are and where they are, for the store and the lists.

#include "modules/contacts/api.hpp"

#include <string_view>
#include <unordered_map>
#include <vector>

namespace kommin::contacts {

// The tags as a column has them: "de tr".
std::vector<std::string> read_tags(std::string_view column);
// Those of these organisations, each in their order.
std::unordered_map<OrganisationId, std::vector<OrganisationAddress>> list_addresses(
    db::Connection& db, TenantId tenant, std::vector<OrganisationId> const& ids);
// Of one that was merged nothing is told any more.
void erase_distinct_organisations(Work& work, OrganisationId id);

} // namespace kommin::contacts
