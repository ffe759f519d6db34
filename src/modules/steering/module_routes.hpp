#pragma once
// The routes of the module.

#include "modules/steering/closing/state_of_year.hpp"
#include "modules/steering/cycle/step_files.hpp"
#include "modules/steering/overview/money_at_risk.hpp"
#include "platform/web/call.hpp"

#include <vector>

namespace kommin::steering {

std::vector<web::Route> module_routes(
    MoneyOfYear const& money, FindMoneyAtRisk const& money_at_risk, StepFileCare const& files);

} // namespace kommin::steering
