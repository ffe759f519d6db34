#pragma once
// The routes of the module.

#include "modules/adoption/module.hpp"
#include "platform/web/call.hpp"

#include <vector>

namespace kommin::adoption {

std::vector<web::Route> module_routes(AdoptionWiring const& wiring);

} // namespace kommin::adoption
