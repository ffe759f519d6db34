#include "modules/goals/measures/measure_life_store.hpp"

namespace kommin::goals {

std::vector<ToldPiece> list_told_pieces(db::Connection& db, TenantId tenant, MeasureId id)
{
    return db.list<ToldPiece>(
        "SELECT piece, title, due, done_on FROM ("
        "SELECT 'milestone' AS piece, 0 AS place, position, id, title, due, done_on FROM milestones"
        " WHERE tenant_id = ? AND measure_id = ?"
        " UNION ALL SELECT 'task', 1, position, id, title, due, done_on FROM measure_tasks"
        " WHERE tenant_id = ? AND measure_id = ?"
        " UNION ALL SELECT 'risk', 2, position, id, title, NULL, checked_on FROM measure_risks"
        " WHERE tenant_id = ? AND measure_id = ? AND state = 'occurred'"
        ") AS told ORDER BY place, position, id",
        tenant, id, tenant, id, tenant, id);
}

} // namespace kommin::goals
