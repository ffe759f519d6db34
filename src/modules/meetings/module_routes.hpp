#pragma once
// The addresses of the module.

#include "platform/web/call.hpp"

#include <vector>

namespace kommin::meetings {

// All routes of the standing conference, for the desk and for visitors.
std::vector<web::Route> module_routes();

} // namespace kommin::meetings
