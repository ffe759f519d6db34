#include "modules/funding/grants/grant_named.hpp"

#include "modules/funding/grants/grant_store.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/access/owners.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace kommin::funding {

namespace {

constexpr std::size_t applications_at_once = 500; // placeholders of one statement

std::vector<NamedGrant> named(std::vector<Grant> grants)
{
    std::vector<NamedGrant> all;
    for (auto& one : grants)
        all.push_back(
            {.id = one.id,
             .body = one.body,
             .application = one.application,
             .title = std::move(one.title),
             .amount = one.amount,
             .is_approximate = one.is_approximate});
    return all;
}

}

std::vector<NamedGrant> list_named_grants(
    db::Connection& db, TenantId tenant, Actor const& actor, Permission permission, int limit)
{
    return named(list_grants(db, tenant, {.owners = owners_of(actor.where(permission))}, limit));
}

std::vector<NamedGrant> list_named_grants_of(
    db::Connection& db, TenantId tenant, Actor const& actor, std::optional<tenants::BodyId> owner, int limit)
{
    GrantQuery query{.owners = owners_of(actor.where(account_for_money))};
    query.owner = owner ? owner->value : Scope::whole_tenant().owner();
    return named(list_grants(db, tenant, query, limit));
}

std::vector<NamedGrant> list_named_grants(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<GrantId> const& ids)
{
    return named(list_grants_of(db, tenant, owners_of(actor.where(see_money)), ids));
}

std::vector<NamedGrant> list_grants_of_applications(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<ApplicationId> const& ids)
{
    std::vector<GrantId> grants;
    for (std::span rest(ids); !rest.empty();) {
        auto const part = rest.first(std::min(rest.size(), applications_at_once));
        rest = rest.subspan(part.size());
        db::Query sql("SELECT id FROM grants WHERE tenant_id + 0 = ?", tenant);
        sql.add_any_of("application_id", std::vector<ApplicationId>(part.begin(), part.end()));
        for (auto const id : db.list<GrantId>(sql))
            grants.push_back(id);
    }
    return list_named_grants(db, tenant, actor, grants);
}

} // namespace kommin::funding
