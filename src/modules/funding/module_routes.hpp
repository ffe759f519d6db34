#pragma once
// Which address leads where.

#include "platform/web/call.hpp"

#include <vector>

namespace kommin::funding {

std::vector<web::Route> module_routes();

} // namespace kommin::funding
