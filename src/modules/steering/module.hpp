#pragma once
// Module steering: how the administrative steering group works through its years, and what was known at the
// end of each (docs/adr/0092).

#include "modules/goals/measures/api.hpp"
#include "modules/steering/closing/state_of_year.hpp"
#include "platform/db/connection.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/module.hpp"

#include <string>
#include <vector>

namespace kommin::steering {

// What other modules know of a year, handed in by the app; what is left empty is said to be unknown.
struct SteeringWiring {
    MoneyOfYear money = {};
};
web::Module steering_module(SteeringWiring wiring = {});

// What the page of a measure shows of its evaluations, for whoever may see them; handed to the module goals.
web::Body evaluations_below_measure(web::Call const& call, goals::MeasureId measure);

// For `kommin verify`, a line each: what protects closed years and is not there, and those that are no longer
// what they were.
struct ClosedYearsReport {
    bool is_sound = true;
    std::vector<std::string> lines;
};
ClosedYearsReport verify_closed_years_of_all(db::Connection& db);

} // namespace kommin::steering
