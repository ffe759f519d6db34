#pragma once
// SQL of tasks of measures. Every function works inside the caller's transaction.

#include "modules/goals/measures/measure_task.hpp"
#include "platform/access/permission.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::goals {

// Those due first come first, those without a day behind them, what is done at the end.
std::vector<MeasureTask> list_measure_tasks(db::Connection& db, TenantId tenant, MeasureId id);
void insert_measure_task(db::Connection& db, TenantId tenant, MeasureId id, MeasureTask const& task);
void update_measure_task(db::Connection& db, TenantId tenant, MeasureTask const& task);
void erase_measure_task_row(db::Connection& db, TenantId tenant, MeasureTaskId id);

struct OpenMeasureTask {
    MeasureTaskId id;
    std::string title;
    std::string who;
    std::optional<Date> due;
    MeasureId measure;
    std::string measure_number;
    std::string measure_title;
};
// Of measures of these owners that are neither done nor dropped. Those of one account; at most `limit`, those
// due first come first.
std::vector<OpenMeasureTask> list_tasks_of_account(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, std::int64_t account, int limit);
// Those of these measures, whoever has them, those due first come first.
std::vector<OpenMeasureTask> list_open_tasks_of(
    db::Connection& db, TenantId tenant, std::vector<MeasureId> const& measures);
// Those of no account that are due before that day, likewise.
std::vector<OpenMeasureTask> list_late_tasks_of_nobody(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, Date before, int limit);

} // namespace kommin::goals
