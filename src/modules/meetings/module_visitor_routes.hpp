#pragma once
// The addresses of the module that visitors open.

#include "modules/meetings/module_routes.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/visit.hpp"

#include <cstddef>
#include <vector>

namespace kommin::meetings {

// Of a form with one or two numbers.
inline constexpr std::size_t largest_press = 4096;
web::Handler for_visitors(http::Response (*handler)(web::Visit&));

// But those of secret votes, which need the keys.
std::vector<web::Route> visitor_routes(MeetingsCare const& care);

} // namespace kommin::meetings
