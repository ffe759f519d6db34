#include "modules/goals/inventory/gap_store.hpp"

#include "platform/db/query.hpp"

#include <algorithm>
#include <cstdint>

namespace kommin::goals {

std::vector<CountedEntry> list_counted_entries(
    db::Connection& db, TenantId tenant, InventoryId inventory, int limit)
{
    return db.list<CountedEntry>(
        "SELECT id, request_id, panel_id, title, audience FROM inventory_entries WHERE tenant_id = ?"
        " AND inventory_id = ? AND measure_id IS NULL ORDER BY panel_id, id LIMIT ?",
        tenant, inventory, limit);
}

std::vector<CountedMeasure> list_counted_measures(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners,
    std::vector<meetings::PanelId> const& fields, int limit)
{
    db::Query sql(
        "SELECT id, body_id, panel_id, number, title, audience, unit_id, office FROM measures"
        " WHERE tenant_id = ? AND state IN ('planned', 'running', 'waiting')",
        tenant);
    if (std::ranges::none_of(owners, &Scope::is_whole_tenant)) {
        std::vector<std::int64_t> ids;
        for (auto const scope : owners)
            ids.push_back(scope.owner());
        sql.add_any_of("COALESCE(body_id, 0)", ids);
    }
    sql.add_any_of("panel_id", fields);
    return db.list<CountedMeasure>(sql.add(" ORDER BY panel_id, id LIMIT ?", limit));
}

} // namespace kommin::goals
