#include "modules/goals/measures/risk_store.hpp"

#include "modules/goals/measures/owned_measures.hpp"

#include <algorithm>
#include <tuple>

namespace kommin::goals {

std::vector<Risk> list_risks(db::Connection& db, TenantId tenant, MeasureId id)
{
    auto risks = db.list<Risk>(
        "SELECT id, title, probability, damage, response, unit_id, office, state, checked_on"
        " FROM measure_risks WHERE tenant_id = ? AND measure_id = ? ORDER BY position, id",
        tenant, id);
    std::ranges::stable_sort(
        risks, {}, [](Risk const& one) { return std::tuple(one.state != RiskState::open, -one.weight()); });
    return risks;
}

void insert_risk(db::Connection& db, TenantId tenant, MeasureId id, Risk const& risk)
{
    db.execute(
        "INSERT INTO measure_risks (tenant_id, measure_id, position, title, probability, damage, response,"
        " unit_id, office, state, checked_on)"
        " SELECT ?, ?, COALESCE(MAX(position), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ? FROM measure_risks"
        " WHERE measure_id = ?",
        tenant, id, risk.title, risk.probability, risk.damage, risk.response, risk.unit, risk.office,
        risk.state, risk.checked_on, id);
}

void update_risk(db::Connection& db, TenantId tenant, Risk const& risk)
{
    db.execute(
        "UPDATE measure_risks SET title = ?, probability = ?, damage = ?, response = ?, unit_id = ?,"
        " office = ?, state = ?, checked_on = ? WHERE tenant_id = ? AND id = ?",
        risk.title, risk.probability, risk.damage, risk.response, risk.unit, risk.office, risk.state,
        risk.checked_on, tenant, risk.id);
}

void erase_risk_row(db::Connection& db, TenantId tenant, RiskId id)
{
    db.execute("DELETE FROM measure_risks WHERE tenant_id = ? AND id = ?", tenant, id);
}

std::vector<UncheckedRisk> list_unchecked_risks(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, Date before, int limit)
{
    db::Query sql(
        "SELECT r.id, r.title, r.checked_on, m.id AS measure_id, m.number, m.title AS measure_title"
        " FROM measure_risks r JOIN measures m ON m.id = r.measure_id"
        " WHERE r.tenant_id = ? AND r.state = 'open' AND r.checked_on < ?"
        " AND m.state IN ('planned', 'running', 'waiting')",
        tenant, before);
    add_measure_owners(sql, db::SqlLiteral("COALESCE(m.body_id, 0)"), owners);
    return db.list<UncheckedRisk>(sql.add(" ORDER BY r.checked_on, r.id LIMIT ?", limit));
}

} // namespace kommin::goals
