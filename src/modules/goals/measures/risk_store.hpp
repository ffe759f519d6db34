#pragma once
// SQL of risks. Every function works inside the caller's transaction.

#include "modules/goals/measures/risk.hpp"
#include "platform/access/permission.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace kommin::goals {

// Open ones first, of these the heaviest first; then as they were entered.
std::vector<Risk> list_risks(db::Connection& db, TenantId tenant, MeasureId id);
// Open ones of many measures, of each the heaviest first.
std::map<MeasureId, std::vector<Risk>> list_open_risks_of(
    db::Connection& db, TenantId tenant, std::vector<MeasureId> const& ids);
void insert_risk(db::Connection& db, TenantId tenant, MeasureId id, Risk const& risk);
void update_risk(db::Connection& db, TenantId tenant, Risk const& risk);
void erase_risk_row(db::Connection& db, TenantId tenant, RiskId id);

struct UncheckedRisk {
    RiskId id;
    std::string title;
    Date checked_on;
    MeasureId measure;
    std::string measure_number;
    std::string measure_title;
};
// Open ones of measures that are neither done nor dropped, looked at before that day; those longest ago come
// first; at most `limit`.
std::vector<UncheckedRisk> list_unchecked_risks(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, Date before, int limit);

} // namespace kommin::goals
