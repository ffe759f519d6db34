#pragma once
// Handlers for attendance at the desk and at the door, and what they show on the pages of others.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/meetings/meeting_desk.hpp"
#include "platform/base/result.hpp"
#include "platform/http/form.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/visit.hpp"
#include "platform/work/job_rules.hpp"

#include <chrono>

namespace kommin::meetings {

http::Response show_attendance(web::Call& call);
http::Response note_attendance(web::Call& call); // came, or did not
http::Response find_arrivals(web::Call& call); // POST: no name stands in an address
http::Response export_attendance(web::Call& call);
// At the door, after the code of an invitation was read by the telephone of somebody who is logged in.
http::Response show_door(web::Call& call);
http::Response note_at_door(web::Call& call);
// That code, for whoever is invited.
http::Response send_door_code(web::Visit& visit);

// Of presses that wait on a device without network (assets/islands/arrivals.ts): for how long, and whether it
// is the script that asks. It gets a word and no page: it must tell an arrival from the way to the login.
std::chrono::seconds waited_arrival(http::Form const& form);
bool asks_for_a_word(web::Call const& call);
http::Response word_of_arrival(Result<bool> const& noted);

web::Body attendance_of_meeting(web::Call const& call, SeenMeeting const& seen);
contacts::OfPeople attendances_of_people();
RecurringRule attendance_erasure();

} // namespace kommin::meetings
