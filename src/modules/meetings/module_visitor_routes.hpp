#pragma once
// The addresses of the module that visitors open.

#include "modules/meetings/module_routes.hpp"
#include "platform/web/call.hpp"

#include <cstddef>
#include <vector>

namespace kommin::meetings {

// Of a form with one or two numbers.
inline constexpr std::size_t largest_press = 4096;

// But those of secret votes, which need the keys.
std::vector<web::Route> visitor_routes(MeetingsCare const& care);

} // namespace kommin::meetings
