#pragma once
// The addresses of the module.

#include "modules/goals/measures/report_photo.hpp"
#include "platform/web/call.hpp"

#include <vector>

namespace kommin::goals {

// All routes of goals and resolutions at the desk; add_measures() has its own.
std::vector<web::Route> module_routes();
// What everybody opens, what hangs on the link of a letter, and the page of whoever reports at the desk.
std::vector<web::Route> public_routes(PhotoCare const& photos);

} // namespace kommin::goals
