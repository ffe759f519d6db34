#pragma once
// The SQL of what merging organisations has moved and nothing else.

#include "modules/contacts/api.hpp"
#include "modules/portal/directory/offer.hpp"
#include "modules/portal/editing/organisations.hpp"
#include "platform/db/connection.hpp"

#include <optional>
#include <vector>

namespace kommin::portal {

struct OrganisationMerge {
    OrganisationId from, into;
    contacts::MovedNames names;
    std::vector<OfferId> offers;
};
void insert_merge(db::Connection& db, TenantId tenant, OrganisationMerge const& merge, Instant now);
std::optional<OrganisationMerge> find_merge(db::Connection& db, TenantId tenant, OrganisationId from);
// Those that were merged into one, the newest first.
std::vector<OrganisationMerge> list_merges(db::Connection& db, TenantId tenant, OrganisationId into);
void erase_merge(db::Connection& db, TenantId tenant, OrganisationId from);

} // namespace kommin::portal
