#pragma once
// The addresses of the module.

#include "platform/web/call.hpp"

#include <vector>

namespace kommin::goals {

// All routes of goals and resolutions at the desk; add_measures() has its own.
std::vector<web::Route> module_routes();

} // namespace kommin::goals
