#include "modules/funding/money/budget_group_store.hpp"

#include "modules/funding/money/budget_store.hpp"

#include <algorithm>
#include <utility>

namespace kommin::funding {

namespace {

constexpr db::SqlLiteral group_columns{
    "SELECT id, body_id, year, name, across_earmarks, reason, version, changed_at FROM budget_groups"
    " WHERE tenant_id"};

// As it lies in the table.
struct GroupRow {
    BudgetGroupId id;
    std::optional<tenants::BodyId> body;
    int year;
    std::string name;
    bool across_earmarks;
    std::string reason;
    std::int64_t version;
    Instant changed_at;
};

BudgetGroup group_of(GroupRow row)
{
    return {
        .id = row.id,
        .body = row.body,
        .year = row.year,
        .name = std::move(row.name),
        .across_earmarks = row.across_earmarks,
        .reason = std::move(row.reason),
        .version = row.version,
        .changed_at = row.changed_at};
}

}

std::vector<BudgetGroup> list_budget_groups(
    db::Connection& db, TenantId tenant, Owners const& owners, int limit)
{
    db::Query sql(group_columns);
    sql.add(" = ?", tenant);
    if (owners)
        sql.add_any_of("COALESCE(body_id, 0)", *owners);
    std::vector<BudgetGroup> groups;
    for (auto& row : db.list<GroupRow>(sql.add(" ORDER BY year DESC, name, id LIMIT ?", limit)))
        groups.push_back(group_of(std::move(row)));
    return groups;
}

std::vector<BudgetLine> list_lines_of_groups(
    db::Connection& db, TenantId tenant, std::vector<BudgetGroupId> const& groups)
{
    constexpr int most_lines = 100'000; // more than anybody has
    auto lines = list_budget_lines(db, tenant, {.groups = groups}, most_lines);
    std::ranges::sort(lines, {}, &BudgetLine::id);
    return lines;
}

std::optional<BudgetGroup> find_budget_group(db::Connection& db, TenantId tenant, BudgetGroupId id)
{
    auto rows = db.list<GroupRow>(db::Query(group_columns).add(" = ? AND id = ?", tenant, id));
    return rows.empty() ? std::nullopt : std::optional(group_of(std::move(rows.front())));
}

bool has_lines(db::Connection& db, TenantId tenant, BudgetGroupId id)
{
    return db
        .find<std::int64_t>(
            "SELECT id FROM budget_lines WHERE tenant_id + 0 = ? AND group_id = ? LIMIT 1", tenant, id)
        .has_value();
}

BudgetGroupId insert_budget_group(
    db::Connection& db, TenantId tenant, BudgetGroup const& group, std::string_view mark, Instant now)
{
    return db.load<BudgetGroupId>(
        "INSERT INTO budget_groups (tenant_id, body_id, year, name, across_earmarks, reason, mark, "
        "changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, group.body, group.year, group.name, group.across_earmarks, group.reason, mark, now);
}

std::optional<BudgetGroupId> find_budget_group_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<BudgetGroupId>(
        "SELECT id FROM budget_groups WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_budget_group(db::Connection& db, TenantId tenant, BudgetGroup const& group, Instant now)
{
    db.execute(
        "UPDATE budget_groups SET year = ?, name = ?, across_earmarks = ?, reason = ?, version = version + 1,"
        " changed_at = ? WHERE tenant_id = ? AND id = ?",
        group.year, group.name, group.across_earmarks, group.reason, now, tenant, group.id);
}

void erase_budget_group_row(db::Connection& db, TenantId tenant, BudgetGroupId id)
{
    db.execute("DELETE FROM budget_groups WHERE tenant_id = ? AND id = ?", tenant, id);
}

} // namespace kommin::funding
