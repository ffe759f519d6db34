#pragma once
// Pages of figures for the office: one session, and all of the conference.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

namespace kommin::meetings {

http::Response show_session_statistics(web::Call& call);

http::Response show_conference_statistics(web::Call& call);
http::Response export_conference_statistics(web::Call& call);

} // namespace kommin::meetings
