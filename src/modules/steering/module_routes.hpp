#pragma once
// The routes of the module.

#include "modules/steering/closing/state_of_year.hpp"
#include "platform/web/call.hpp"

#include <vector>

namespace kommin::steering {

std::vector<web::Route> module_routes(MoneyOfYear const& money);

} // namespace kommin::steering
