#pragma once
// Which measures a steering year is about.

#include "modules/goals/measures/api.hpp"
#include "modules/steering/cycle/steering_year.hpp"
#include "platform/db/connection.hpp"

#include <vector>

namespace kommin::steering {

// Of its owner, by id: those that belong to it (goals::is_of_year()), as closing the year asks for their
// evaluations.
std::vector<goals::Measure> list_measures_of_year(
    db::Connection& db, TenantId tenant, SteeringYear const& year, Date today);

} // namespace kommin::steering
