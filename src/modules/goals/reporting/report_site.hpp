#pragma once
// The page behind the link in a letter that asks for a report: the figure, and the form (docs/adr/0094).

#include "modules/goals/measures/report_photo.hpp"
#include "platform/http/response.hpp"
#include "platform/web/visit.hpp"
#include "platform/web/visitor_gate.hpp"

namespace kommin::goals {

http::Response show_asked_report(web::Visit& visit);
http::Response send_asked_report(web::Visit& visit, web::VisitorGate& gate, PhotoCare const& care);

} // namespace kommin::goals
