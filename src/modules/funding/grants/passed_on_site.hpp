#pragma once
// The form behind the link of a letter to an association that got part of a grant: in plain language, in the
// languages of the site, on a telephone.

#include "modules/funding/grants/grant_files.hpp"
#include "platform/http/response.hpp"
#include "platform/web/visit.hpp"
#include "platform/web/visitor_gate.hpp"

namespace kommin::funding {

http::Response show_proof_of_association(web::Visit& visit);
// Keeps what was typed, or hands it in.
http::Response send_proof_of_association(web::Visit& visit, web::VisitorGate& gate);
http::Response add_bill_of_association(web::Visit& visit, web::VisitorGate& gate, GrantFileCare const& care);
http::Response remove_bill_of_association(web::Visit& visit, web::VisitorGate& gate);

} // namespace kommin::funding
