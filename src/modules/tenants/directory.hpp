#pragma once
// Reading districts, municipalities and their units. Every function works inside the caller's transaction.

#include "modules/tenants/tenant.hpp"
#include "platform/db/connection.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace kommin::tenants {

// All tenants with their languages and hosts, by id.
std::vector<Tenant> list_tenants(db::Connection& db);
std::vector<TenantId> list_tenant_ids(db::Connection& db);
std::optional<Tenant> find_tenant(db::Connection& db, std::string_view slug);
std::optional<Tenant> find_tenant(db::Connection& db, TenantId id);
std::vector<Body> list_bodies(db::Connection& db, TenantId tenant); // the Kreis first, then by slug
TenantWithBodies load_tenant_with_bodies(db::Connection& db, TenantId tenant);
std::vector<OrganisationalUnit> list_units(db::Connection& db, TenantId tenant); // by key; names oldest first

} // namespace kommin::tenants
