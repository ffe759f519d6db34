#include "modules/goals/measures/risk_store.hpp"

#include "modules/goals/measures/owned_measures.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

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

std::map<MeasureId, std::vector<Risk>> list_open_risks_of(
    db::Connection& db, TenantId tenant, std::vector<MeasureId> const& ids)
{
    struct Row {
        MeasureId measure;
        RiskId id;
        std::string title;
        Grade probability;
        Grade damage;
        std::string response;
        std::optional<tenants::UnitId> unit;
        std::string office;
        RiskState state;
        Date checked_on;
    };
    std::map<MeasureId, std::vector<Risk>> risks;
    if (ids.empty())
        return risks;
    db::Query sql(
        "SELECT measure_id, id, title, probability, damage, response, unit_id, office, state, checked_on"
        " FROM measure_risks WHERE tenant_id = ? AND state = 'open'",
        tenant);
    for (auto& row : db.list<Row>(sql.add_any_of("measure_id", ids).add(" ORDER BY position, id")))
        risks[row.measure].push_back(
            {.id = row.id,
             .title = std::move(row.title),
             .probability = row.probability,
             .damage = row.damage,
             .response = std::move(row.response),
             .unit = row.unit,
             .office = std::move(row.office),
             .state = row.state,
             .checked_on = row.checked_on});
    for (auto& [id, of_measure] : risks)
        std::ranges::stable_sort(of_measure, {}, [](Risk const& one) { return -one.weight(); });
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
