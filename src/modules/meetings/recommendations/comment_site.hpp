#pragma once
// The page behind the link of a letter to a member: a recommendation as it is discussed, what others have
// said, and the form for one's own comment.

#include "platform/http/response.hpp"
#include "platform/web/visit.hpp"
#include "platform/web/visitor_gate.hpp"

namespace kommin::meetings {

http::Response show_comment_call(web::Visit& visit);
http::Response send_member_comment(web::Visit& visit, web::VisitorGate& gate);

} // namespace kommin::meetings
