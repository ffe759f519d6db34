#pragma once
// The public page of the voluntary question.

#include "platform/http/response.hpp"
#include "platform/web/visit.hpp"
#include "platform/web/visitor_gate.hpp"

namespace kommin::meetings {

http::Response show_migration_question(web::Visit& visit);
http::Response send_migration_answer(web::Visit& visit, web::VisitorGate& gate);

} // namespace kommin::meetings
