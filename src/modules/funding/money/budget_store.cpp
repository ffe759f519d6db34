#include "modules/funding/money/budget_store.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::funding {

namespace {

constexpr std::size_t placeholders_at_once = 500; // of one statement

constexpr db::SqlLiteral line_columns{
    "SELECT id, body_id, measure_id, year, source, source_text, application_id, grant_id, group_id, planned,"
    " secured, committed, spent,"
    " (SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM budget_carry_overs WHERE to_id = "
    "budget_lines.id),"
    " (SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM budget_carry_overs"
    " WHERE from_id = budget_lines.id),"
    " (SELECT carried_on FROM budget_carry_overs WHERE from_id = budget_lines.id),"
    " (SELECT reason FROM budget_carry_overs WHERE from_id = budget_lines.id),"
    " as_of, remark, version, changed_at FROM budget_lines WHERE tenant_id"};
constexpr db::SqlLiteral dependency_columns{
    "SELECT id, body_id, measure_id, application_id, grant_id FROM funding_dependencies WHERE tenant_id"};

// As they lie in the tables.
struct LineRow {
    BudgetLineId id;
    std::optional<tenants::BodyId> body;
    goals::MeasureId measure;
    int year;
    FundingSource source;
    std::string source_text;
    std::optional<ApplicationId> application;
    std::optional<GrantId> grant;
    std::optional<BudgetGroupId> group;
    std::optional<Money> planned, secured, committed, spent;
    Money carried_in, carried_out;
    std::optional<Date> carried_on;
    std::optional<std::string> carry_reason;
    Date as_of;
    std::string remark;
    std::int64_t version;
    Instant changed_at;
};
struct DependencyRow {
    std::int64_t id;
    std::optional<tenants::BodyId> body;
    goals::MeasureId measure;
    std::optional<ApplicationId> application;
    std::optional<GrantId> grant;
};

BudgetLine line_of(LineRow row)
{
    BudgetLine one;
    one.id = row.id;
    one.body = row.body;
    one.measure = row.measure;
    one.year = row.year;
    one.source = row.source;
    one.source_text = std::move(row.source_text);
    one.hangs_on = {.application = row.application, .grant = row.grant};
    one.group = row.group;
    one.carried = {.in = row.carried_in, .out = row.carried_out};
    one.decision = {.day = row.carried_on, .reason = std::move(row.carry_reason).value_or(std::string{})};
    one.amounts
        = {.planned = row.planned, .secured = row.secured, .committed = row.committed, .spent = row.spent};
    one.as_of = row.as_of;
    one.remark = std::move(row.remark);
    one.version = row.version;
    one.changed_at = row.changed_at;
    return one;
}

std::vector<BudgetLine> lines_of(std::vector<LineRow> rows)
{
    std::vector<BudgetLine> lines;
    lines.reserve(rows.size());
    for (auto& row : rows)
        lines.push_back(line_of(std::move(row)));
    return lines;
}

std::vector<Dependency> dependencies_of(std::vector<DependencyRow> const& rows)
{
    std::vector<Dependency> dependencies;
    for (auto const& row : rows)
        dependencies.push_back(
            {.id = row.id,
             .body = row.body,
             .measure = row.measure,
             .on = {.application = row.application, .grant = row.grant}});
    return dependencies;
}

void add_owners(db::Query& sql, Owners const& owners)
{
    if (owners)
        sql.add_any_of("COALESCE(body_id, 0)", *owners);
}

// Nothing hangs on nothing.
void add_hangs_on(db::Query& sql, HangsOn const& on)
{
    if (on.application)
        sql.add(" AND application_id = ?", *on.application);
    else if (on.grant)
        sql.add(" AND grant_id = ?", *on.grant);
    else
        sql.add(" AND FALSE");
}

// For which purpose the money of a line was given: it covers no other one (§ 22 (3) KomHVO NRW). Of money
// that nobody has bound to a purpose, nothing.
std::string purpose_of(BudgetLine const& line)
{
    if (line.is_free())
        return {};
    if (line.hangs_on.application)
        return 'a' + std::to_string(line.hangs_on.application->value);
    if (line.hangs_on.grant)
        return 'g' + std::to_string(line.hangs_on.grant->value);
    // Of a giver that is not named, nobody knows whether it is the same.
    return line.source_text.empty() ? 'l' + std::to_string(line.id.value)
                                    : std::string(to_text(line.source)) + ' ' + line.source_text;
}

// The lines of these groups, and which of the groups cover across purposes.
struct Grouped {
    std::vector<BudgetLine> lines;
    std::set<BudgetGroupId> across;
};
Grouped list_grouped(db::Connection& db, TenantId tenant, std::set<BudgetGroupId> const& groups)
{
    Grouped found;
    std::vector<BudgetGroupId> const ids(groups.begin(), groups.end());
    for (std::span rest(ids); !rest.empty();) {
        auto const part = rest.first(std::min(rest.size(), placeholders_at_once));
        rest = rest.subspan(part.size());
        std::vector<BudgetGroupId> const these(part.begin(), part.end());
        db::Query lines(line_columns);
        std::ranges::move(
            lines_of(db.list<LineRow>(lines.add(" + 0 = ?", tenant).add_any_of("group_id", these))),
            std::back_inserter(found.lines));
        db::Query across("SELECT id FROM budget_groups WHERE tenant_id + 0 = ? AND across_earmarks", tenant);
        for (auto const id : db.list<BudgetGroupId>(across.add_any_of("id", these)))
            found.across.insert(id);
    }
    return found;
}

// The applications of which nobody knows yet whether they are granted, on which any of these lines hangs.
std::set<ApplicationId> open_applications_of(
    db::Connection& db, TenantId tenant, std::vector<BudgetLine> const& lines)
{
    std::set<ApplicationId> on, open;
    for (auto const& line : lines) {
        if (line.hangs_on.application)
            on.insert(*line.hangs_on.application);
    }
    for (auto const& one : list_applications_of(db, tenant, std::nullopt, {on.begin(), on.end()})) {
        if (is_open(one.state))
            open.insert(one.id);
    }
    return open;
}

// The lines with what covers them, also by those of their groups that are not among them.
std::vector<BudgetLine> with_cover(db::Connection& db, TenantId tenant, std::vector<BudgetLine> lines)
{
    std::set<BudgetGroupId> groups;
    for (auto const& line : lines) {
        if (line.group)
            groups.insert(*line.group);
    }
    if (groups.empty())
        return lines;
    auto const grouped = list_grouped(db, tenant, groups);
    auto const open = open_applications_of(db, tenant, grouped.lines);
    std::vector<CoverLine> members;
    members.reserve(grouped.lines.size());
    for (auto const& one : grouped.lines) {
        // What waits for an application is at risk as a whole: nobody covers it, and it covers nobody.
        if (one.hangs_on.application && open.contains(*one.hangs_on.application))
            continue;
        members.push_back(
            {.id = one.id.value,
             .owner = one.owner().owner(),
             .year = one.year,
             .group = one.group->value,
             .purpose = grouped.across.contains(*one.group) ? std::string{} : purpose_of(one),
             .amounts = one.counted()});
    }
    auto const covers = covers_of(members);
    std::map<std::int64_t, Cover> of_lines;
    for (std::size_t i = 0; i < members.size(); ++i)
        of_lines.emplace(members[i].id, covers[i]);
    for (auto& line : lines) {
        if (auto const found = of_lines.find(line.id.value); found != of_lines.end())
            line.cover = found->second;
    }
    return lines;
}

// The rows of many applications, part by part.
template<class Row>
std::vector<Row> rows_on_any(
    db::Connection& db, db::SqlLiteral columns, TenantId tenant, Owners const& owners,
    std::vector<ApplicationId> const& on)
{
    std::vector<Row> rows;
    for (std::span rest(on); !rest.empty();) {
        auto const part = rest.first(std::min(rest.size(), placeholders_at_once));
        rest = rest.subspan(part.size());
        db::Query sql(columns);
        sql.add(" + 0 = ?", tenant)
            .add_any_of("application_id", std::vector<ApplicationId>(part.begin(), part.end()));
        add_owners(sql, owners);
        std::ranges::move(db.list<Row>(sql), std::back_inserter(rows));
    }
    return rows;
}

}

std::vector<BudgetLine> list_budget_lines(
    db::Connection& db, TenantId tenant, BudgetQuery const& query, int limit)
{
    db::Query sql(line_columns);
    // Where rows are named, not all of the tenant are gone through.
    sql.add(
        query.measures || query.groups || query.hangs_on ? db::SqlLiteral(" + 0 = ?")
                                                         : db::SqlLiteral(" = ?"),
        tenant);
    add_owners(sql, query.owners);
    if (query.owner)
        sql.add(" AND COALESCE(body_id, 0) = ?", *query.owner);
    if (query.year)
        sql.add(" AND year = ?", *query.year);
    if (query.source)
        sql.add(" AND source = ?", *query.source);
    if (query.hangs_on)
        add_hangs_on(sql, *query.hangs_on);
    if (query.measures)
        sql.add_any_of("measure_id", *query.measures);
    if (query.groups)
        sql.add_any_of("group_id", *query.groups);
    return with_cover(
        db, tenant,
        lines_of(db.list<LineRow>(sql.add(" ORDER BY year DESC, measure_id, id LIMIT ?", limit))));
}

std::vector<int> list_budget_years(db::Connection& db, TenantId tenant, Owners const& owners)
{
    db::Query sql("SELECT DISTINCT year FROM budget_lines WHERE tenant_id = ?", tenant);
    add_owners(sql, owners);
    return db.list<int>(sql.add(" ORDER BY year DESC"));
}

std::optional<BudgetLine> load_budget_line(db::Connection& db, TenantId tenant, BudgetLineId id)
{
    auto rows = db.list<LineRow>(db::Query(line_columns).add(" = ? AND id = ?", tenant, id));
    return rows.empty() ? std::nullopt : std::optional(line_of(std::move(rows.front())));
}

BudgetLineId insert_budget_line(
    db::Connection& db, TenantId tenant, BudgetLine const& line, std::string_view mark, Instant now)
{
    auto const& one = line;
    return db.load<BudgetLineId>(
        "INSERT INTO budget_lines (tenant_id, body_id, measure_id, year, source, source_text, application_id,"
        " grant_id, group_id, planned, secured, committed, spent, as_of, remark, mark, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, one.body, one.measure, one.year, one.source, one.source_text, one.hangs_on.application,
        one.hangs_on.grant, one.group, one.amounts.planned, one.amounts.secured, one.amounts.committed,
        one.amounts.spent, one.as_of, one.remark, mark, now);
}

std::optional<BudgetLineId> find_budget_line_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<BudgetLineId>(
        "SELECT id FROM budget_lines WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_budget_line(db::Connection& db, TenantId tenant, BudgetLine const& line, Instant now)
{
    auto const& one = line;
    db.execute(
        "UPDATE budget_lines SET year = ?, source = ?, source_text = ?, application_id = ?, grant_id = ?,"
        " group_id = ?, planned = ?, secured = ?, committed = ?, spent = ?, as_of = ?, remark = ?,"
        " version = version + 1, changed_at = ? WHERE tenant_id = ? AND id = ?",
        one.year, one.source, one.source_text, one.hangs_on.application, one.hangs_on.grant, one.group,
        one.amounts.planned, one.amounts.secured, one.amounts.committed, one.amounts.spent, one.as_of,
        one.remark, now, tenant, one.id);
}

void erase_budget_line_row(db::Connection& db, TenantId tenant, BudgetLineId id)
{
    db.execute("DELETE FROM budget_lines WHERE tenant_id = ? AND id = ?", tenant, id);
}

std::vector<BudgetLine> list_next_lines(db::Connection& db, TenantId tenant, BudgetLine const& line)
{
    db::Query sql(line_columns);
    sql.add(
        " + 0 = ? AND measure_id = ? AND year = ? AND source = ?", tenant, line.measure, line.year + 1,
        line.source);
    sql.add(
        " AND COALESCE(application_id, 0) = ? AND COALESCE(grant_id, 0) = ?",
        line.hangs_on.application ? line.hangs_on.application->value : 0,
        line.hangs_on.grant ? line.hangs_on.grant->value : 0);
    if (line.is_bound_by_giver())
        sql.add(" AND source_text = ?", line.source_text);
    return lines_of(db.list<LineRow>(sql.add(" ORDER BY id")));
}

std::vector<CarryOver> list_carry_overs(
    db::Connection& db, TenantId tenant, std::vector<BudgetLineId> const& lines)
{
    struct Row {
        BudgetLineId from;
        BudgetLineId to;
        int from_year;
        int to_year;
        Money amount;
        Date carried_on;
        std::string reason;
    };
    // Whatever touches one of the lines, at either end; one whose both ends are asked for comes twice.
    std::map<BudgetLineId, CarryOver> found;
    for (auto const end : {db::SqlLiteral("c.from_id"), db::SqlLiteral("c.to_id")}) {
        db::Query sql(
            "SELECT c.from_id, c.to_id, f.year, t.year, c.amount, c.carried_on, c.reason"
            " FROM budget_carry_overs c JOIN budget_lines f ON f.id = c.from_id"
            " JOIN budget_lines t ON t.id = c.to_id WHERE c.tenant_id + 0 = ?",
            tenant);
        for (auto& row : db.list<Row>(sql.add_any_of(end, lines)))
            found.insert_or_assign(
                row.from,
                CarryOver{
                    .from = row.from,
                    .to = row.to,
                    .from_year = row.from_year,
                    .to_year = row.to_year,
                    .amount = row.amount,
                    .carried_on = row.carried_on,
                    .reason = std::move(row.reason)});
    }
    std::vector<CarryOver> all;
    all.reserve(found.size());
    for (auto& [from, one] : found)
        all.push_back(std::move(one));
    return all;
}

void insert_carry_over(db::Connection& db, TenantId tenant, CarryOver const& carried)
{
    db.execute(
        "INSERT INTO budget_carry_overs (from_id, tenant_id, to_id, amount, carried_on, reason)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        carried.from, tenant, carried.to, carried.amount, carried.carried_on, carried.reason);
}

void erase_carry_over(db::Connection& db, TenantId tenant, BudgetLineId from)
{
    db.execute("DELETE FROM budget_carry_overs WHERE tenant_id = ? AND from_id = ?", tenant, from);
}

std::vector<Dependency> list_dependencies(db::Connection& db, TenantId tenant, goals::MeasureId measure)
{
    return dependencies_of(db.list<DependencyRow>(
        db::Query(dependency_columns).add(" + 0 = ? AND measure_id = ? ORDER BY id", tenant, measure)));
}

std::vector<Dependency> list_dependent(
    db::Connection& db, TenantId tenant, Owners const& owners, HangsOn const& on, int limit)
{
    db::Query sql(dependency_columns);
    sql.add(" + 0 = ?", tenant);
    add_owners(sql, owners);
    add_hangs_on(sql, on);
    return dependencies_of(db.list<DependencyRow>(sql.add(" ORDER BY id LIMIT ?", limit)));
}

std::vector<Dependency> list_dependent_on_any(
    db::Connection& db, TenantId tenant, Owners const& owners, std::vector<ApplicationId> const& on)
{
    return dependencies_of(rows_on_any<DependencyRow>(db, dependency_columns, tenant, owners, on));
}

std::vector<BudgetLine> list_lines_on_any(
    db::Connection& db, TenantId tenant, Owners const& owners, std::vector<ApplicationId> const& on)
{
    return with_cover(db, tenant, lines_of(rows_on_any<LineRow>(db, line_columns, tenant, owners, on)));
}

std::vector<goals::MeasureId> list_hanging_measures(
    db::Connection& db, TenantId tenant, Owners const& owners, std::vector<ApplicationId> const& applications,
    std::vector<GrantId> const& grants)
{
    std::vector<goals::MeasureId> measures;
    auto const take = [&](db::Query const& sql) {
        std::ranges::move(db.list<goals::MeasureId>(sql), std::back_inserter(measures));
    };
    for (db::SqlLiteral const select :
         {db::SqlLiteral("SELECT measure_id FROM budget_lines WHERE tenant_id + 0 = ?"),
          db::SqlLiteral("SELECT measure_id FROM funding_dependencies WHERE tenant_id + 0 = ?")}) {
        if (!applications.empty()) {
            db::Query sql(select, tenant);
            add_owners(sql.add_any_of("application_id", applications), owners);
            take(sql);
        }
        if (!grants.empty()) {
            db::Query sql(select, tenant);
            add_owners(sql.add_any_of("grant_id", grants), owners);
            take(sql);
        }
    }
    if (!applications.empty()) {
        db::Query sql(
            "SELECT measure_id FROM funding_application_costs WHERE tenant_id + 0 = ?"
            " AND measure_id IS NOT NULL",
            tenant);
        take(sql.add_any_of("application_id", applications));
    }
    std::ranges::sort(measures);
    auto const twice = std::ranges::unique(measures);
    measures.erase(twice.begin(), twice.end());
    return measures;
}

std::vector<HangsOn> list_whole_hanging(
    db::Connection& db, TenantId tenant, Owners const& owners, std::vector<goals::MeasureId> const& measures)
{
    db::Query whole(dependency_columns);
    add_owners(whole.add(" + 0 = ?", tenant).add_any_of("measure_id", measures), owners);
    std::vector<HangsOn> all;
    for (auto const& row : db.list<DependencyRow>(whole))
        all.push_back({.application = row.application, .grant = row.grant});
    db::Query costs(
        "SELECT DISTINCT application_id FROM funding_application_costs WHERE tenant_id + 0 = ?", tenant);
    for (auto const id : db.list<ApplicationId>(costs.add_any_of("measure_id", measures)))
        all.push_back({.application = id, .grant = {}});
    return all;
}

bool has_dependency(db::Connection& db, TenantId tenant, goals::MeasureId measure, HangsOn const& on)
{
    db::Query sql(dependency_columns);
    sql.add(" + 0 = ? AND measure_id = ?", tenant, measure);
    add_hangs_on(sql, on);
    return !db.list<DependencyRow>(sql).empty();
}

void insert_dependency(db::Connection& db, TenantId tenant, Dependency const& dependency)
{
    db.execute(
        "INSERT INTO funding_dependencies (tenant_id, body_id, measure_id, application_id, grant_id)"
        " VALUES (?, ?, ?, ?, ?)",
        tenant, dependency.body, dependency.measure, dependency.on.application, dependency.on.grant);
}

void erase_dependency_row(db::Connection& db, TenantId tenant, std::int64_t id)
{
    db.execute("DELETE FROM funding_dependencies WHERE tenant_id = ? AND id = ?", tenant, id);
}

} // namespace kommin::funding
