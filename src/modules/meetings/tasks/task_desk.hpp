#pragma once
// Handlers of the pages for tasks, and what other pages for people at work ask of them.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/meetings/meeting_desk.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/staff.hpp"

#include <string_view>
#include <vector>

namespace kommin::meetings {

http::Response list_tasks_at_desk(web::Call& call);
http::Response show_new_task(web::Call& call); // below a meeting
http::Response add_task_at_desk(web::Call& call);
http::Response show_task_form(web::Call& call);
http::Response save_task_form(web::Call& call);
http::Response show_task_history(web::Call& call);

// What is open of a panel stands on the page of each of its meetings that is planned, by its text: who is to
// do it is read on the page of tasks.
web::Body tasks_of_meeting(web::Call const& call, SeenMeeting const& seen);

// On "Heute": one's own, and for whoever writes minutes those that are due or will be within a week, and how
// many have neither a day nor an account.
void add_tasks_of_today(web::Call const& call, std::vector<web::TodayItem>& items);
web::StaffHits find_tasks_at_desk(web::Call const& call, std::string_view words, int most_hits);
std::vector<web::StaffForm> noted_tasks();
std::vector<web::StaffRecent> recent_tasks();
contacts::OfPeople tasks_of_people();

} // namespace kommin::meetings
