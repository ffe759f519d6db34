#include "modules/goals/rules/rule_store.hpp"

#include "modules/goals/measures/owned_measures.hpp"
#include "modules/goals/measures/risk.hpp"

#include <stdexcept>

namespace kommin::goals {

namespace {

constexpr db::SqlLiteral of_measure_alone{" FROM measures m WHERE m.tenant_id = ?"};

// Which part of a row says what it is and since when; a measure breaks a rule since nobody knows when.
db::SqlLiteral columns_of(Rule rule)
{
    switch (rule) {
    case Rule::milestone_late:
        return ", s.title AS what, COALESCE(m.body_id, 0) AS owner, s.due AS since, 0 AS report";
    case Rule::risk_unchecked:
        return ", r.title AS what, COALESCE(m.body_id, 0) AS owner, r.checked_on AS since, 0 AS report";
    case Rule::report_without_source:
        return ", f.name AS what, COALESCE(m.body_id, 0) AS owner, r.day AS since, r.id AS report";
    default:
        break;
    }
    return ", '' AS what, COALESCE(m.body_id, 0) AS owner, NULL AS since, 0 AS report";
}

// From where they are, with the conditions of the rule.
void add_rule(db::Query& sql, TenantId tenant, Rule rule, Date today)
{
    switch (rule) {
    case Rule::milestone_late: // "2009" is over in 2010
        sql.add(
            " FROM milestones s JOIN measures m ON m.id = s.measure_id WHERE s.tenant_id = ?"
            " AND s.done_on IS NULL AND s.due < substr(?, 1, length(s.due))",
            tenant, today);
        return;
    case Rule::risk_unchecked:
        sql.add(
            " FROM measure_risks r JOIN measures m ON m.id = r.measure_id WHERE r.tenant_id = ?"
            " AND r.state = 'open' AND r.checked_on < ?",
            tenant, risks_due_before(today));
        return;
    case Rule::report_without_source:
        sql.add(
            " FROM figure_reports r JOIN figures f ON f.id = r.figure_id"
            " JOIN measures m ON m.id = f.measure_id WHERE r.tenant_id = ? AND r.source = ''"
            " AND r.state <> 'withdrawn'",
            tenant);
        return;
    case Rule::measure_without_goal:
        sql.add(of_measure_alone, tenant)
            .add(" AND NOT EXISTS (SELECT 1 FROM measure_goals g WHERE g.measure_id = m.id)");
        return;
    case Rule::measure_without_figure:
        sql.add(of_measure_alone, tenant)
            .add(" AND NOT EXISTS (SELECT 1 FROM figures f WHERE f.measure_id = m.id)"
                 " AND NOT EXISTS (SELECT 1 FROM milestones s WHERE s.measure_id = m.id)");
        return;
    case Rule::measure_without_owner:
        sql.add(of_measure_alone, tenant).add(" AND m.unit_id IS NULL AND m.office = ''");
        return;
    default:
        break;
    }
    throw std::logic_error("no rule of measures");
}

void add_whose(db::Query& sql, Rule rule, RuleQuery const& query)
{
    if (rule == Rule::measure_without_goal) // what a finished one has reached counts for a goal, too
        sql.add(" AND m.state <> 'dropped'");
    else if (rule != Rule::report_without_source) // a value says something for ever
        sql.add(" AND m.state IN ('planned', 'running', 'waiting')");
    add_measure_owners(sql, db::SqlLiteral("COALESCE(m.body_id, 0)"), query.owners);
    if (query.owner)
        sql.add(" AND COALESCE(m.body_id, 0) = ?", *query.owner);
}

}

bool is_of_measures(Rule rule)
{
    switch (rule) {
    case Rule::measure_without_goal:
    case Rule::report_without_source:
    case Rule::measure_without_figure:
    case Rule::measure_without_owner:
    case Rule::milestone_late:
    case Rule::risk_unchecked:
        return true;
    case Rule::answer_late:
    case Rule::goal_without_text:
    case Rule::goal_changed_since:
    case Rule::goal_without_measure:
        break;
    }
    return false;
}

std::vector<BrokenByMeasure> list_broken_by_measures(
    db::Connection& db, TenantId tenant, Rule rule, RuleQuery const& query, int limit)
{
    db::Query sql("SELECT measure_id, number, title, what, owner, since, report FROM (SELECT m.id AS "
                  "measure_id, m.number,"
                  " m.title");
    sql.add(columns_of(rule));
    add_rule(sql, tenant, rule, query.today);
    add_whose(sql, rule, query);
    return db.list<BrokenByMeasure>(
        sql.add(") AS broken ORDER BY COALESCE(since, '9'), measure_id LIMIT ?", limit));
}

std::int64_t count_broken_by_measures(
    db::Connection& db, TenantId tenant, Rule rule, RuleQuery const& query, std::int64_t most)
{
    db::Query sql("SELECT count(*) FROM (SELECT 1");
    add_rule(sql, tenant, rule, query.today);
    add_whose(sql, rule, query);
    return db.list<std::int64_t>(sql.add(" LIMIT ?) AS counted", most)).front();
}

} // namespace kommin::goals
