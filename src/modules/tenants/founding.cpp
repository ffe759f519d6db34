#include "modules/tenants/founding.hpp"

#include "modules/tenants/directory.hpp"
#include "modules/tenants/tenant_store.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace kommin::tenants {

namespace {

// Several districts are told apart by the host that a browser asks for: each needs one.
Result<void> check_neighbours(std::vector<Tenant> const& others, Tenant const& tenant)
{
    for (auto const& other : others) {
        if (other.slug == tenant.slug || (!other.ags.empty() && other.ags == tenant.ags))
            return Problem::conflict({}, "founding.problem.exists"_msg, {{"name", other.name}});
        if (other.hosts.empty() || tenant.hosts.empty())
            return Problem::conflict(
                "hosts", "founding.problem.needs_hosts"_msg,
                {{"name", other.hosts.empty() ? other.name : tenant.name}, {"other", other.name}});
        for (auto const& host : tenant.hosts) {
            if (std::ranges::find(other.hosts, host) != other.hosts.end())
                return Problem::conflict(
                    "hosts", "founding.problem.host_taken"_msg, {{"value", host}, {"name", other.name}});
        }
    }
    return {};
}

}

Result<void> found(Work& work, NewDistrict const& district)
{
    auto& db = work.db();
    TRY(check_neighbours(list_tenants(db), district.tenant));
    work.found(insert_tenant(db, district.tenant, work.now()));

    std::map<std::string, BodyId, std::less<>> bodies; // by slug
    auto const kreis = insert_body(db, work.tenant(), std::nullopt, district.district);
    bodies.emplace(district.district.slug, kreis);
    for (auto const& municipality : district.municipalities)
        bodies.emplace(municipality.slug, insert_body(db, work.tenant(), kreis, municipality));
    for (auto const& entry : district.units) {
        auto unit = entry.unit;
        unit.body = bodies.at(entry.body);
        insert_unit(db, work.tenant(), unit);
    }
    work.publish(published_as);
    return {};
}

} // namespace kommin::tenants
