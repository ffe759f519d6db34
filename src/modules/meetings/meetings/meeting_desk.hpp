#pragma once
// Handlers of the pages for meetings, and what other pages for people at work ask of them.

#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/panels/panel.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"
#include "platform/web/staff_frame.hpp"

#include <string_view>
#include <vector>

namespace kommin::meetings {

http::Response list_meetings_at_desk(web::Call& call);
http::Response export_meetings(web::Call& call);
// `further`: what the rest of the module shows of a meeting, which this part knows nothing of.
using FurtherOfMeeting = web::Body (*)(web::Call const&, SeenMeeting const&);
http::Response show_meeting(web::Call& call, FurtherOfMeeting further);
http::Response show_new_meeting(web::Call& call);
http::Response add_meeting_at_desk(web::Call& call, MeetingFollowers const& followers);
http::Response show_meeting_form(web::Call& call);
http::Response save_meeting_form(web::Call& call, MeetingFollowers const& followers);
http::Response show_meeting_history(web::Call& call);

http::Response show_new_series(web::Call& call);
http::Response preview_series(web::Call& call); // stores nothing
http::Response change_series(web::Call& call); // stores nothing: back to the form, with what was typed
// `planned`: what the parts above do in the work that plans one.
http::Response plan_series_at_desk(web::Call& call, Result<void> (*planned)(Work& work));

// What the page of a panel shows of its meetings; nothing for whoever may not see them.
web::Body meetings_of_panel(web::Call const& call, Panel const& panel);

// For the search over everything.
web::StaffHits find_meetings_at_desk(web::Call const& call, std::string_view words, int most_hits);
// How they read in the audit trail, and on which somebody has worked last.
std::vector<web::StaffForm> noted_meetings();
std::vector<web::StaffRecent> recent_meetings();

} // namespace kommin::meetings
