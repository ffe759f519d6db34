#include "modules/goals/measures/measure_task_store.hpp"

#include "modules/goals/measures/owned_measures.hpp"

namespace kommin::goals {

namespace {

constexpr db::SqlLiteral open_tasks{
    "SELECT t.id, t.title, t.who, t.due, m.id AS measure_id, m.number, m.title AS measure_title"
    " FROM measure_tasks t JOIN measures m ON m.id = t.measure_id WHERE t.tenant_id = ?"
    " AND t.done_on IS NULL AND m.state IN ('planned', 'running', 'waiting')"};

std::vector<OpenMeasureTask> list_open(
    db::Connection& db, db::Query& sql, std::vector<Scope> const& owners, int limit)
{
    add_measure_owners(sql, db::SqlLiteral("COALESCE(m.body_id, 0)"), owners);
    return db.list<OpenMeasureTask>(sql.add(" ORDER BY COALESCE(t.due, '9'), t.id LIMIT ?", limit));
}

}

std::vector<MeasureTask> list_measure_tasks(db::Connection& db, TenantId tenant, MeasureId id)
{
    return db.list<MeasureTask>(
        "SELECT id, title, account_id, who, due, done_on, remark FROM measure_tasks"
        " WHERE tenant_id = ? AND measure_id = ?"
        " ORDER BY CASE WHEN done_on IS NULL THEN 0 ELSE 1 END, COALESCE(due, '9'), position, id",
        tenant, id);
}

void insert_measure_task(db::Connection& db, TenantId tenant, MeasureId id, MeasureTask const& task)
{
    db.execute(
        "INSERT INTO measure_tasks (tenant_id, measure_id, position, title, account_id, who, due, done_on,"
        " remark) SELECT ?, ?, COALESCE(MAX(position), 0) + 1, ?, ?, ?, ?, ?, ? FROM measure_tasks"
        " WHERE measure_id = ?",
        tenant, id, task.title, task.account, task.who, task.due, task.done_on, task.remark, id);
}

void update_measure_task(db::Connection& db, TenantId tenant, MeasureTask const& task)
{
    db.execute(
        "UPDATE measure_tasks SET title = ?, account_id = ?, who = ?, due = ?, done_on = ?, remark = ?"
        " WHERE tenant_id = ? AND id = ?",
        task.title, task.account, task.who, task.due, task.done_on, task.remark, tenant, task.id);
}

void erase_measure_task_row(db::Connection& db, TenantId tenant, MeasureTaskId id)
{
    db.execute("DELETE FROM measure_tasks WHERE tenant_id = ? AND id = ?", tenant, id);
}

std::vector<OpenMeasureTask> list_tasks_of_account(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, std::int64_t account, int limit)
{
    db::Query sql(open_tasks, tenant);
    sql.add(" AND t.account_id = ?", account);
    return list_open(db, sql, owners, limit);
}

std::vector<OpenMeasureTask> list_open_tasks_of(
    db::Connection& db, TenantId tenant, std::vector<MeasureId> const& measures)
{
    if (measures.empty())
        return {};
    db::Query sql(open_tasks, tenant);
    return db.list<OpenMeasureTask>(
        sql.add_any_of("t.measure_id", measures).add(" ORDER BY COALESCE(t.due, '9'), t.id"));
}

std::vector<OpenMeasureTask> list_late_tasks_of_nobody(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, Date before, int limit)
{
    db::Query sql(open_tasks, tenant);
    sql.add(" AND t.account_id IS NULL AND t.due < ?", before);
    return list_open(db, sql, owners, limit);
}

} // namespace kommin::goals
