#pragma once
// Handlers of the pages for proofs of use.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

namespace kommin::funding {

http::Response show_proof(web::Call& call);
http::Response print_proof(web::Call& call);
http::Response show_new_proof(web::Call& call);
http::Response add_proof_at_desk(web::Call& call);
http::Response show_proof_form(web::Call& call);
http::Response save_proof_form(web::Call& call);
http::Response show_proof_history(web::Call& call);
http::Response hand_in_proof_at_desk(web::Call& call);
http::Response set_outcome_at_desk(web::Call& call);

} // namespace kommin::funding
