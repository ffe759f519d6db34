#pragma once
// Storing districts, municipalities and their units; reading them: directory.hpp. Every function works inside
// the caller's transaction.

#include "modules/tenants/tenant.hpp"
#include "platform/db/connection.hpp"

#include <optional>
#include <string_view>

namespace kommin::tenants {

TenantId insert_tenant(db::Connection& db, Tenant const& tenant, Instant now);
BodyId insert_body(db::Connection& db, TenantId tenant, std::optional<BodyId> parent, Body const& body);
UnitId insert_unit(db::Connection& db, TenantId tenant, OrganisationalUnit const& unit);

// The introduction of a body, as its next version.
void update_intro(db::Connection& db, TenantId tenant, BodyId id, std::string_view intro, Instant now);
// Whom to turn to: name, phone, email and address of a district.
void update_help(db::Connection& db, Tenant const& tenant);
// Kind, remark, mailbox and all names of a unit, as its next version; signs of files stay.
void update_unit(db::Connection& db, TenantId tenant, OrganisationalUnit const& unit);

} // namespace kommin::tenants
