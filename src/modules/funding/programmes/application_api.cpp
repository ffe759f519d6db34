#include "modules/funding/programmes/api.hpp"
#include "modules/funding/programmes/application_pages.hpp"
#include "modules/funding/programmes/application_store.hpp"
#include "modules/funding/programmes/permissions.hpp"

#include <algorithm>

namespace kommin::funding {

namespace {

// As Scope::owner(); nothing: of all.
Owners owners_seen_by(Actor const& actor)
{
    std::vector<std::int64_t> owners;
    for (auto const scope : actor.where(see_money)) {
        if (scope.is_whole_tenant())
            return std::nullopt;
        owners.push_back(scope.owner());
    }
    return owners;
}

std::vector<NamedApplication> named_applications(std::vector<Application> const& applications)
{
    std::vector<NamedApplication> named;
    for (auto const& one : applications)
        named.push_back({.id = one.id, .body = one.body, .title = one.title, .state = one.state});
    return named;
}

}

std::vector<NamedApplication> list_named_applications(
    db::Connection& db, TenantId tenant, Actor const& actor, int limit)
{
    ApplicationQuery query;
    query.owners = owners_seen_by(actor);
    return named_applications(list_applications(db, tenant, query, limit));
}

std::vector<NamedApplication> list_named_applications(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<ApplicationId> const& ids)
{
    return named_applications(list_applications_of(db, tenant, owners_seen_by(actor), ids));
}

html::Url application_desk_url(ApplicationId id)
{
    return application_url(id);
}

} // namespace kommin::funding
