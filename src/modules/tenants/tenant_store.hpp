#pragma once
// Storing districts, municipalities and their units; reading them: directory.hpp. Every function works inside
// the caller's transaction.

#include "modules/tenants/tenant.hpp"
#include "platform/db/connection.hpp"

#include <optional>

namespace kommin::tenants {

TenantId insert_tenant(db::Connection& db, Tenant const& tenant, Instant now);
BodyId insert_body(db::Connection& db, TenantId tenant, std::optional<BodyId> parent, Body const& body);
UnitId insert_unit(db::Connection& db, TenantId tenant, OrganisationalUnit const& unit);

} // namespace kommin::tenants
