#include "modules/tenants/testing.hpp"

#include "modules/tenants/tenant_store.hpp"
#include "platform/db/transaction.hpp"

namespace kommin::tenants {

TenantId found_district(db::Connection& db, Instant now, SmallDistrict const& district)
{
    Tenant tenant;
    tenant.slug = district.slug;
    tenant.name = district.name;
    tenant.zone = "Europe/Berlin";
    tenant.hosts = district.hosts;
    tenant.help_email = district.help_email;
    for (auto const& tag : district.languages)
        tenant.languages.push_back({Language::find(tag).value(), {}});

    db::Transaction transaction(db);
    auto const id = insert_tenant(db, tenant, now);
    for (auto const& slug : district.towns) {
        Body town;
        town.slug = slug;
        town.name = slug;
        insert_body(db, id, std::nullopt, town);
    }
    transaction.commit();
    return id;
}

} // namespace kommin::tenants
