#include "modules/portal/directory/organisation_owners.hpp"

#include "platform/db/query.hpp"

namespace kommin::portal {

namespace {

struct OwnedRow {
    OrganisationId organisation;
    std::int64_t owner;
    std::int64_t count;
};

std::vector<OwnedRow> owned_offers(
    db::Connection& db, TenantId tenant, std::vector<OrganisationId> const& ids)
{
    db::Query query(
        "SELECT organisation_id, CASE WHEN reach = 'municipality' THEN COALESCE(body_id, 0) ELSE 0 END AS "
        "owner,"
        " COUNT(*) FROM offers WHERE tenant_id = ?",
        tenant);
    query.add_any_of("organisation_id", ids);
    query.add(
        " GROUP BY organisation_id, CASE WHEN reach = 'municipality' THEN COALESCE(body_id, 0) ELSE 0 END");
    return db.list<OwnedRow>(query);
}

OwnedOffers owned_of(OwnedRow const& row)
{
    return {row.owner == 0 ? Scope::whole_tenant() : Scope::of_owner(row.owner), row.count};
}

}

std::unordered_map<OrganisationId, std::vector<OwnedOffers>> list_offers_by_organisation(
    db::Connection& db, TenantId tenant, std::vector<OrganisationId> const& ids)
{
    std::unordered_map<OrganisationId, std::vector<OwnedOffers>> offers;
    for (auto const& row : owned_offers(db, tenant, ids))
        offers[row.organisation].push_back(owned_of(row));
    return offers;
}

std::vector<OwnedOffers> list_offers_of(db::Connection& db, TenantId tenant, OrganisationId id)
{
    std::vector<OwnedOffers> offers;
    for (auto const& row : owned_offers(db, tenant, {id}))
        offers.push_back(owned_of(row));
    return offers;
}

Scope owner_of(std::vector<OwnedOffers> const& offers)
{
    return offers.size() == 1 ? offers.front().owner : Scope::whole_tenant(); // one line of each owner
}

} // namespace kommin::portal
