#include "modules/steering/priorities/priority_store.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace kommin::steering {

namespace {

constexpr db::SqlLiteral priority_columns{
    "SELECT id, year_id, goal_id, measure_id, need, influence, cost, resolution, reason, rank_by_group,"
    " rank_reason, rank_set_by, rank_set_at, source, version, changed_at FROM priorities WHERE tenant_id = "
    "?"};

struct PriorityRow {
    PriorityId id;
    YearId year;
    std::optional<goals::GoalId> goal;
    std::optional<goals::MeasureId> measure;
    std::optional<int> need, influence, cost, resolution;
    std::string reason;
    std::optional<int> rank_by_group;
    std::string rank_reason;
    std::optional<std::string> rank_set_by;
    std::optional<Instant> rank_set_at;
    std::string source;
    std::int64_t version = 1;
    Instant changed_at = {};
};

std::vector<Priority> from_rows(std::vector<PriorityRow> rows)
{
    std::vector<Priority> priorities;
    priorities.reserve(rows.size());
    for (auto& row : rows)
        priorities.push_back(
            {.id = row.id,
             .year = row.year,
             .goal = row.goal,
             .measure = row.measure,
             .marks = {row.need, row.influence, row.cost, row.resolution},
             .reason = std::move(row.reason),
             .rank_by_group = row.rank_by_group,
             .rank_reason = std::move(row.rank_reason),
             .rank_set_by = std::move(row.rank_set_by),
             .rank_set_at = row.rank_set_at,
             .source = std::move(row.source),
             .version = row.version,
             .changed_at = row.changed_at});
    return priorities;
}

}

std::vector<Priority> list_priorities(db::Connection& db, TenantId tenant, YearId year)
{
    db::Query sql(priority_columns, tenant);
    return from_rows(db.list<PriorityRow>(sql.add(" AND year_id = ? ORDER BY id", year)));
}

std::vector<Priority> list_priorities_of(
    db::Connection& db, TenantId tenant, std::vector<goals::GoalId> const& goals,
    std::vector<goals::MeasureId> const& measures)
{
    std::vector<Priority> found;
    if (!goals.empty()) {
        db::Query sql(priority_columns, tenant);
        found = from_rows(db.list<PriorityRow>(sql.add_any_of("goal_id", goals).add(" ORDER BY id")));
    }
    if (!measures.empty()) {
        db::Query sql(priority_columns, tenant);
        auto more
            = from_rows(db.list<PriorityRow>(sql.add_any_of("measure_id", measures).add(" ORDER BY id")));
        std::ranges::move(more, std::back_inserter(found));
    }
    return found;
}

std::vector<Priority> list_priorities_of_years(
    db::Connection& db, TenantId tenant, std::vector<YearId> const& years)
{
    if (years.empty())
        return {};
    db::Query sql(priority_columns, tenant);
    return from_rows(db.list<PriorityRow>(sql.add_any_of("year_id", years).add(" ORDER BY year_id, id")));
}

std::optional<Priority> load_priority(db::Connection& db, TenantId tenant, PriorityId id)
{
    db::Query sql(priority_columns, tenant);
    auto rows = from_rows(db.list<PriorityRow>(sql.add(" AND id = ?", id)));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

PriorityId insert_priority(
    db::Connection& db, TenantId tenant, Priority const& priority, std::string_view mark, Instant now)
{
    auto const& one = priority;
    return db.load<PriorityId>(
        "INSERT INTO priorities (tenant_id, year_id, goal_id, measure_id, need, influence, cost, resolution,"
        " reason, rank_by_group, rank_reason, rank_set_by, rank_set_at, source, mark, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, one.year, one.goal, one.measure, one.marks[0], one.marks[1], one.marks[2], one.marks[3],
        one.reason, one.rank_by_group, one.rank_reason, one.rank_set_by, one.rank_set_at, one.source, mark,
        now);
}

std::optional<PriorityId> find_priority_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<PriorityId>("SELECT id FROM priorities WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_priority(db::Connection& db, TenantId tenant, Priority const& priority, Instant now)
{
    auto const& one = priority;
    db.execute(
        "UPDATE priorities SET need = ?, influence = ?, cost = ?, resolution = ?, reason = ?,"
        " rank_by_group = ?, rank_reason = ?, rank_set_by = ?, rank_set_at = ?, source = ?, version = "
        "version + 1, changed_at = ?"
        " WHERE tenant_id = ? AND id = ?",
        one.marks[0], one.marks[1], one.marks[2], one.marks[3], one.reason, one.rank_by_group,
        one.rank_reason, one.rank_set_by, one.rank_set_at, one.source, now, tenant, one.id);
}

} // namespace kommin::steering
