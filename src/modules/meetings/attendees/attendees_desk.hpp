#pragma once
// Handlers for the office: what is printed for the door of a meeting.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

namespace kommin::meetings {

http::Response print_sign_list(web::Call& call);
http::Response print_badges(web::Call& call);
http::Response print_certificates(web::Call& call);

} // namespace kommin::meetings
