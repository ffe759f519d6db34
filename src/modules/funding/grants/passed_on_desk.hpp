#pragma once
// Handlers of the pages for what is passed on.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

namespace kommin::funding {

http::Response show_passed_on(web::Call& call);
http::Response show_new_passed_on(web::Call& call);
http::Response add_passed_on_at_desk(web::Call& call);
http::Response show_passed_on_form(web::Call& call);
http::Response save_passed_on_form(web::Call& call);
http::Response show_passed_on_history(web::Call& call);
http::Response send_form_at_desk(web::Call& call);
http::Response accept_proof_at_desk(web::Call& call);
http::Response question_proof_at_desk(web::Call& call);
http::Response withdraw_passed_on_at_desk(web::Call& call);

} // namespace kommin::funding
