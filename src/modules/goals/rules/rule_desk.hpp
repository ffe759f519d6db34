#pragma once
// Handlers of the page of rules.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

namespace kommin::goals {

http::Response show_rules(web::Call& call);
http::Response export_rules(web::Call& call);

} // namespace kommin::goals
