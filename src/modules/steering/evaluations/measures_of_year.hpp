#pragma once
// Which measures a steering year is about.

#include "modules/goals/measures/api.hpp"
#include "modules/steering/cycle/steering_year.hpp"
#include "platform/db/connection.hpp"

#include <vector>

namespace kommin::steering {

// Planned for that year, or going on in it, and not dropped: as closing the year asks for their evaluations.
bool is_of_year(goals::Measure const& measure, int year);
// Of its owner, by id.
std::vector<goals::Measure> list_measures_of_year(
    db::Connection& db, TenantId tenant, SteeringYear const& year);

} // namespace kommin::steering
