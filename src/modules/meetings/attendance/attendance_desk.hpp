#pragma once
// Handlers for attendance at the desk and at the door, and what they show on the pages of others.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/meetings/meeting_desk.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/visit.hpp"
#include "platform/work/job_rules.hpp"

namespace kommin::meetings {

http::Response show_attendance(web::Call& call);
http::Response note_attendance(web::Call& call); // came, or did not
http::Response find_arrivals(web::Call& call); // POST: no name stands in an address
http::Response export_attendance(web::Call& call);
http::Response print_attendance(web::Call& call); // a list to sign
// At the door, after the code of an invitation was read by the telephone of somebody who is logged in.
http::Response show_door(web::Call& call);
http::Response note_at_door(web::Call& call);
// That code, for whoever is invited.
http::Response send_door_code(web::Visit& visit);

web::Body attendance_of_meeting(web::Call const& call, SeenMeeting const& seen);
contacts::OfPeople attendances_of_people();
RecurringRule attendance_erasure();

} // namespace kommin::meetings
