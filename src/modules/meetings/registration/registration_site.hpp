#pragma once
// The public pages of a registration: the form of a session, and what a link leads to.

#include "modules/meetings/registration/registration_letters.hpp"
#include "platform/http/response.hpp"
#include "platform/web/visit.hpp"
#include "platform/web/visitor_gate.hpp"

namespace kommin::meetings {

http::Response show_registration_form(web::Visit& visit);
http::Response send_registration(web::Visit& visit, RegistrationCare const& care, web::VisitorGate& gate);

http::Response show_registration(web::Visit& visit);
http::Response show_registration_change(web::Visit& visit);
http::Response send_registration_change(web::Visit& visit, web::VisitorGate& gate);
http::Response send_registration_contact(web::Visit& visit, web::VisitorGate& gate);
http::Response send_registration_cancelling(web::Visit& visit, web::VisitorGate& gate);
http::Response send_registration_acceptance(web::Visit& visit, web::VisitorGate& gate);
http::Response send_registration_date(web::Visit& visit);
http::Response send_registration_code(web::Visit& visit);

} // namespace kommin::meetings
