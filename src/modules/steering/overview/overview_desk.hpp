#pragma once
// Handlers of the pages that steer.

#include "modules/steering/overview/money_at_risk.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <string_view>

namespace kommin::steering {

// Path of the entry in the menu; the others stand below it.
inline constexpr std::string_view steering_path = "steuerung";

http::Response show_overview(web::Call& call, FindMoneyAtRisk const& money);
http::Response show_timeline(web::Call& call);
http::Response export_timeline(web::Call& call);
http::Response show_matrix(web::Call& call);
http::Response export_matrix(web::Call& call);

} // namespace kommin::steering
