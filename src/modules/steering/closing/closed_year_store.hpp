#pragma once
// SQL of closed years: they are added and read, never changed. Every function works inside the caller's
// transaction.

#include "modules/steering/closing/closed_year.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::steering {

inline constexpr std::string_view closing_action{"steering.year.closed"}; // in the audit trail

std::optional<ClosedYear> find_closed_year(db::Connection& db, TenantId tenant, YearId year);
// When they were closed, of these years those that are.
std::map<YearId, Instant> list_closings(
    db::Connection& db, TenantId tenant, std::vector<YearId> const& years);
// The database refuses a second one of the same year.
void insert_closed_year(db::Connection& db, TenantId tenant, ClosedYear const& closed);

// For `kommin verify`: what protects closed years on this database and is not there, by name …
std::vector<std::string> missing_year_guards(db::Connection& db);
// … and those whose text is another one than their hash says, whose hash is another one than the audit trail
// has, or that name a year before them that is not there or has another hash, as "Kreis Unna 2009"; and those
// that the audit trail says were closed and that are not there, as "Kreis Unna 2009 (is gone)"; and those of
// which a file of a step is not the one that was frozen, as "Kreis Unna 2009 (its files)".
struct ClosedYearsCheck {
    std::size_t checked = 0;
    std::vector<std::string> broken;
};
ClosedYearsCheck verify_closed_years(db::Connection& db, TenantId tenant);

} // namespace kommin::steering
