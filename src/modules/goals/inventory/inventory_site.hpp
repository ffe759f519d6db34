#pragma once
// The pages behind the link of a letter: what a unit or an organisation has said, the form for more, and that
// it has nothing to report.

#include "platform/http/response.hpp"
#include "platform/web/visit.hpp"
#include "platform/web/visitor_gate.hpp"

namespace kommin::goals {

http::Response show_linked_request(web::Visit& visit);
http::Response show_linked_new_entry(web::Visit& visit);
http::Response send_linked_new_entry(web::Visit& visit, web::VisitorGate& gate);
http::Response show_linked_entry(web::Visit& visit);
http::Response send_linked_entry(web::Visit& visit, web::VisitorGate& gate);
http::Response send_linked_erasure(web::Visit& visit, web::VisitorGate& gate);
http::Response send_linked_former(web::Visit& visit, web::VisitorGate& gate);
http::Response send_linked_nothing(web::Visit& visit, web::VisitorGate& gate);

} // namespace kommin::goals
