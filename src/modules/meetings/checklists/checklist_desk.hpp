#pragma once
// Handlers of the pages for checklists and their templates, and what other pages for people at work ask of
// them.

#include "modules/meetings/meetings/meeting_desk.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"

#include <vector>

namespace kommin::meetings {

http::Response list_templates_at_desk(web::Call& call);
http::Response adopt_proposals_at_desk(web::Call& call);
http::Response show_new_template(web::Call& call);
http::Response add_template_at_desk(web::Call& call);
http::Response show_template_form(web::Call& call);
http::Response save_template_form(web::Call& call);
http::Response show_template_history(web::Call& call);

http::Response show_checklist(web::Call& call); // below a meeting, as all that follow
http::Response print_checklist(web::Call& call);
http::Response make_checklist_at_desk(web::Call& call);
http::Response show_lines_form(web::Call& call);
http::Response add_lines_at_desk(web::Call& call);
http::Response tick_line_at_desk(web::Call& call);

// On the page of a meeting: how many lines are open, and the way there.
web::Body checklist_of_meeting(web::Call const& call, SeenMeeting const& seen);

// On "Heute", for whoever keeps checklists: a line for each meeting with how many lines of others are due or
// will be within a week.
void add_checklists_of_today(web::Call const& call, std::vector<web::TodayItem>& items);
std::vector<web::StaffForm> noted_templates();
std::vector<web::StaffRecent> recent_templates();

} // namespace kommin::meetings
