#pragma once
// The public pages behind the link of an invitation.

#include "modules/meetings/agenda/paper_files.hpp"
#include "platform/http/response.hpp"
#include "platform/web/visit.hpp"
#include "platform/web/visitor_gate.hpp"

namespace kommin::meetings {

http::Response show_invitation(web::Visit& visit);
http::Response send_answer(web::Visit& visit, web::VisitorGate& gate);
// A paper of what is talked about there.
http::Response send_invitation_paper(web::Visit& visit, PaperCare const& care);
// The date as a file for calendars that the letter did not reach.
http::Response send_invitation_date(web::Visit& visit);

} // namespace kommin::meetings
