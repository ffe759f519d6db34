#pragma once
// Handlers of the desk for applications of associations.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

namespace kommin::funding {

http::Response show_new_invitation(web::Call& call);
http::Response invite_association_at_desk(web::Call& call);
http::Response invite_again_at_desk(web::Call& call);
http::Response question_request_at_desk(web::Call& call);
http::Response accept_request_at_desk(web::Call& call);
http::Response refuse_request_at_desk(web::Call& call);

} // namespace kommin::funding
