#pragma once
// Handlers of the page that lists what may be paid twice.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <string_view>

namespace kommin::funding {

inline constexpr std::string_view double_funding_path = "doppelfoerderung";

http::Response show_double_funding(web::Call& call);
http::Response accept_finding_at_desk(web::Call& call);

} // namespace kommin::funding
