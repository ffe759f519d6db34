#pragma once
// The form by which an association applies for money (docs/adr/0100): behind the link of a letter, in plain
// language, in the languages of the site, on a telephone.

#include "platform/http/response.hpp"
#include "platform/web/visit.hpp"
#include "platform/web/visitor_gate.hpp"

namespace kommin::funding {

http::Response show_request_of_association(web::Visit& visit);
// Keeps what was typed, or sends it.
http::Response send_request_of_association(web::Visit& visit, web::VisitorGate& gate);

} // namespace kommin::funding
