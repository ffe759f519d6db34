#pragma once
// What other parts of the module ask of grants.

#include "modules/funding/grants/grant.hpp"
#include "platform/access/actor.hpp"
#include "platform/access/permission.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::funding {

struct NamedGrant {
    GrantId id;
    std::optional<tenants::BodyId> body;
    std::optional<ApplicationId> application;
    std::string title;
    std::optional<Money> amount;
    bool is_approximate = false;
};
// Those of this actor's owners for which they have that permission, the newest first; at most `limit`.
std::vector<NamedGrant> list_named_grants(
    db::Connection& db, TenantId tenant, Actor const& actor, Permission permission, int limit);
// Those of one owner for whose money this actor accounts, likewise.
std::vector<NamedGrant> list_named_grants_of(
    db::Connection& db, TenantId tenant, Actor const& actor, std::optional<tenants::BodyId> owner, int limit);
// Those of them that this actor may see, in no order.
std::vector<NamedGrant> list_named_grants(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<GrantId> const& ids);
// Those that came of these applications, likewise.
std::vector<NamedGrant> list_grants_of_applications(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<ApplicationId> const& ids);
html::Url grant_url(GrantId id);

} // namespace kommin::funding
