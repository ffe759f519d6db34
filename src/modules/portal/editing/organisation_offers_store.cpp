#include "modules/portal/editing/organisation_offers_store.hpp"

#include "modules/portal/directory/offer_store.hpp"

#include <string>
#include <utility>

namespace kommin::portal {

namespace {

struct TitleRow {
    OfferId id;
    std::string title;
};

}

NamingOffers list_public_offers_of(db::Connection& db, TenantId tenant, OrganisationId id, int most)
{
    constexpr db::SqlLiteral of_it(" FROM offers WHERE tenant_id = ? AND organisation_id = ? AND status IN "
                                   "('active', 'temporarily_closed')");
    NamingOffers naming;
    naming.count = db.list<std::int64_t>(db::Query("SELECT count(*)").add(of_it, tenant, id)).front();
    db.each<NamingOffers::Line>(
        db::Query("SELECT id, title").add(of_it, tenant, id).add(" ORDER BY list_text, id LIMIT ?", most),
        [&](NamingOffers::Line line) { naming.lines.push_back(std::move(line)); });
    return naming;
}

db::Query select_offers_of_each(TenantId tenant)
{
    return db::Query(
        "SELECT 1 FROM offers WHERE offers.tenant_id = ? AND offers.organisation_id = organisations.id",
        tenant);
}

db::Query select_running_for(TenantId tenant, std::vector<std::int64_t> const& owners)
{
    db::Query query(
        "SELECT organisation_id FROM offers WHERE tenant_id = ? AND organisation_id IS NOT NULL", tenant);
    query.add(" AND reach = 'municipality'").add_any_of("body_id", owners);
    return query;
}

std::int64_t count_offers_with_draft(db::Connection& db, TenantId tenant, std::vector<OfferId> const& offers)
{
    db::Query query("SELECT count(*) FROM offers WHERE tenant_id + 0 = ? AND draft_state <> 'none'", tenant);
    query.add_any_of("id", offers);
    return db.list<std::int64_t>(query).front();
}

std::int64_t move_offers(db::Connection& db, TenantId tenant, OrganisationId from, OrganisationId into)
{
    return db.execute(
        "UPDATE offers SET organisation_id = ? WHERE tenant_id = ? AND organisation_id = ?", into, tenant,
        from);
}

void move_offer(db::Connection& db, TenantId tenant, OfferId offer, OrganisationId into)
{
    db.execute("UPDATE offers SET organisation_id = ? WHERE tenant_id = ? AND id = ?", into, tenant, offer);
}

void store_organisation_name(db::Connection& db, TenantId tenant, OrganisationId id, std::string_view name)
{
    for (auto& row : db.list<TitleRow>(
             "SELECT id, title FROM offers WHERE tenant_id = ? AND organisation_id = ?", tenant, id)) {
        Offer named;
        named.title.source = std::move(row.title);
        named.organisation = name;
        db.execute(
            "UPDATE offers SET list_text = ? WHERE tenant_id = ? AND id = ?", list_text(named), tenant,
            row.id);
    }
}

} // namespace kommin::portal
