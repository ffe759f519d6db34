#pragma once
// The addresses of the module.

#include "modules/steering/overview/money_at_risk.hpp"
#include "platform/web/call.hpp"

#include <vector>

namespace kommin::steering {

std::vector<web::Route> module_routes(FindMoneyAtRisk const& money);

} // namespace kommin::steering
