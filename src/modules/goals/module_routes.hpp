#pragma once
// The addresses of the module.

#include "platform/web/call.hpp"

#include <vector>

namespace kommin::goals {

// All routes of goals, resolutions and measures at the desk.
std::vector<web::Route> module_routes();

} // namespace kommin::goals
