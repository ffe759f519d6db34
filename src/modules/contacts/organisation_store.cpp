#include "modules/contacts/api.hpp"

#include "platform/db/query.hpp"

#include <utility>

namespace kommin::contacts {

OrganisationId keep_organisation(Work& work, Organisation const& organisation)
{
    work.publish(published_as);
    return work.db().load<OrganisationId>(
        "INSERT INTO organisations (tenant_id, public_id, key, name, website, email) VALUES (?, ?, ?, ?, ?, "
        "?)"
        " ON CONFLICT (tenant_id, key) DO UPDATE SET name = excluded.name,"
        " website = CASE excluded.website WHEN '' THEN organisations.website ELSE excluded.website END,"
        " email = CASE excluded.email WHEN '' THEN organisations.email ELSE excluded.email END"
        " RETURNING id",
        work.tenant(), organisation.public_id, organisation.key, organisation.name, organisation.website,
        organisation.email);
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
