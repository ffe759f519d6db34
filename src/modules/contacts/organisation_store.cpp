#include "modules/contacts/api.hpp"

#include "platform/db/query.hpp"

#include <utility>

namespace kommin::contacts {

Organisation find_or_add_organisation(Work& work, Organisation const& organisation)
{
    auto const added = work.db().find<OrganisationId>(
        "INSERT INTO organisations (tenant_id, public_id, key, name, website, email) VALUES (?, ?, ?, ?, ?, "
        "?) ON CONFLICT (tenant_id, key) DO NOTHING RETURNING id",
        work.tenant(), organisation.public_id, organisation.key, organisation.name, organisation.website,
        organisation.email);
    if (added) {
        work.audit(
            "contacts.organisation.added", "organisation", *added, {},
            {{"key", organisation.key}, {"name", organisation.name}});
        work.publish(published_as);
    }
    return work.db().load<Organisation>(
        "SELECT id, public_id, key, name, website, email FROM organisations WHERE tenant_id = ? AND key = ?",
        work.tenant(), organisation.key);
}

std::unordered_map<OrganisationId, Organisation> list_organisations(db::Connection& db, TenantId tenant)
{
    std::unordered_map<OrganisationId, Organisation> organisations;
    db.each<Organisation>(
        "SELECT id, public_id, key, name, website, email FROM organisations WHERE tenant_id = ?",
        [&](Organisation organisation) { organisations.emplace(organisation.id, std::move(organisation)); },
        tenant);
    return organisations;
}

std::unordered_map<OrganisationId, Organisation> list_organisations(
    db::Connection& db, TenantId tenant, std::vector<OrganisationId> const& ids)
{
    std::unordered_map<OrganisationId, Organisation> organisations;
    db::Query query(
        "SELECT id, public_id, key, name, website, email FROM organisations WHERE tenant_id = ?", tenant);
    query.add_any_of("id", ids);
    db.each<Organisation>(query, [&](Organisation organisation) {
        organisations.emplace(organisation.id, std::move(organisation));
    });
    return organisations;
}

} // namespace kommin::contacts
