#pragma once
// Which address leads where.

#include "modules/funding/programmes/api.hpp"
#include "platform/web/call.hpp"

#include <vector>

namespace kommin::funding {

// `above`: what modules above this one show on the page of an application; may be empty.
std::vector<web::Route> module_routes(BelowApplication const& above);

} // namespace kommin::funding
