#pragma once
// What the office opens of a session of the conference.

#include "platform/web/module.hpp"

#include <vector>

namespace kommin::meetings {

std::vector<web::Route> session_routes();

} // namespace kommin::meetings
