#pragma once
// Handlers for the office: the evaluation of a session.

#include "modules/meetings/meetings/meeting_editing.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"

namespace kommin::meetings {

http::Response show_evaluation(web::Call& call);
http::Response save_evaluation_at_desk(web::Call& call);
http::Response ask_before_closing(web::Call& call);
http::Response close_evaluation_at_desk(web::Call& call);
http::Response strike_text_at_desk(web::Call& call);

// What the page of a meeting says of it; nothing for whoever may not invite, and for meetings of which nobody
// outside can know.
web::Body evaluation_of_meeting(web::Call const& call, SeenMeeting const& seen);

} // namespace kommin::meetings
