#pragma once
// The page behind the link in a letter that asks for an evaluation: the measure, the year, and the form
// (docs/adr/0092).

#include "platform/http/response.hpp"
#include "platform/web/visit.hpp"
#include "platform/web/visitor_gate.hpp"

namespace kommin::steering {

http::Response show_asked_evaluation(web::Visit& visit);
http::Response send_asked_evaluation(web::Visit& visit, web::VisitorGate& gate);

} // namespace kommin::steering
