#include "modules/portal/editing/location_store.hpp"

#include "platform/db/query.hpp"

namespace kommin::portal {

namespace {

// What has ended stays where it was, and nobody looks for it there.
void add_locations_of(db::Query& query, TenantId tenant, std::vector<Scope> const& scopes)
{
    query.add(
        " FROM offers WHERE tenant_id = ? AND street <> ''"
        " AND (status IN ('active', 'temporarily_closed') OR published_at IS NULL)",
        tenant);
    std::vector<std::int64_t> owners;
    for (auto const scope : scopes) {
        if (scope.is_whole_tenant())
            return;
        owners.push_back(scope.owner());
    }
    query.add(" AND reach = 'municipality'").add_any_of("body_id", owners);
}

}

std::vector<AddressRow> list_addresses(db::Connection& db, TenantId tenant, std::vector<Scope> const& scopes)
{
    db::Query query("SELECT MIN(id), COUNT(*), street, postal_code, city, reach, body_id, organisation_id");
    add_locations_of(query, tenant, scopes);
    // In the order of the index offers_by_location: nothing is sorted.
    query.add(" GROUP BY postal_code, city, street, reach, body_id, organisation_id");
    return db.list<AddressRow>(query);
}

std::vector<LocatedOfferRow> list_offers_of_postal_code(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& scopes, std::string_view postal_code)
{
    db::Query query("SELECT id, street, city");
    add_locations_of(query, tenant, scopes);
    query.add(" AND postal_code = ? ORDER BY id", postal_code);
    return db.list<LocatedOfferRow>(query);
}

} // namespace kommin::portal
