#pragma once
// The SQL of the offers of organisations and nothing else.

#include "modules/portal/directory/offer.hpp"
#include "modules/portal/editing/organisations.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace kommin::portal {

// By organisation, of these; those without offers are not there.
std::unordered_map<OrganisationId, std::vector<OwnedOffers>> list_offers_by_organisation(
    db::Connection& db, TenantId tenant, std::vector<OrganisationId> const& ids);
// The ids of those that run an offer, and of those that run one of these owners: parts of other statements.
db::Query select_running(TenantId tenant);
db::Query select_running_for(TenantId tenant, std::vector<std::int64_t> const& owners);
std::vector<OwnedOffers> list_offers_of(db::Connection& db, TenantId tenant, OrganisationId id);
// Returns how many.
std::int64_t move_offers(db::Connection& db, TenantId tenant, OrganisationId from, OrganisationId into);
void move_offer(db::Connection& db, TenantId tenant, OfferId offer, OrganisationId into);
// Lists find offers by the name of their organisation, too.
void store_organisation_name(db::Connection& db, TenantId tenant, OrganisationId id, std::string_view name);

} // namespace kommin::portal
