#pragma once
// SQL of closed years: they are added and read, never changed. Every function works inside the caller's
// transaction.

#include "modules/steering/closing/closed_year.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace kommin::steering {

std::optional<ClosedYear> find_closed_year(db::Connection& db, TenantId tenant, YearId year);
// The database refuses a second one of the same year.
void insert_closed_year(db::Connection& db, TenantId tenant, ClosedYear const& closed);

// For `kommin verify`: what protects closed years on this database and is not there, by name …
std::vector<std::string> missing_year_guards(db::Connection& db);
// … and those whose text is another one than their hash says, or that the year after them names by another
// hash, as "Kreis Unna 2009".
struct ClosedYearsCheck {
    std::size_t checked = 0;
    std::vector<std::string> broken;
};
ClosedYearsCheck verify_closed_years(db::Connection& db, TenantId tenant);

} // namespace kommin::steering
