#pragma once
// Handlers of the pages for agenda items, and what other pages for people at work ask of them.

#include "modules/meetings/agenda/answers_item.hpp"
#include "modules/meetings/meetings/meeting_editing.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"
#include "platform/web/staff_frame.hpp"

#include <string_view>
#include <vector>

namespace kommin::meetings {

http::Response show_item(web::Call& call);
http::Response show_item_form(web::Call& call);
http::Response save_item_form(web::Call& call);
http::Response show_item_history(web::Call& call);

// Below a meeting, or below a panel: then it waits.
http::Response show_new_item(web::Call& call);
http::Response add_item_at_desk(web::Call& call);

http::Response move_item_up(web::Call& call);
http::Response move_item_down(web::Call& call);
http::Response ask_before_removing_item(web::Call& call);
http::Response remove_item_at_desk(web::Call& call);
http::Response mark_item_at_desk(web::Call& call);
http::Response forward_item_at_desk(web::Call& call);
http::Response answer_item_at_desk(web::Call& call);
http::Response carry_over_at_desk(web::Call& call);
http::Response take_waiting_at_desk(web::Call& call);
http::Response put_answers_back_at_desk(web::Call& call, HasMinutes has_minutes); // below a meeting

// What the pages of a meeting and of a panel show of it.
web::Body agenda_of_meeting(web::Call const& call, SeenMeeting const& seen, HasMinutes has_minutes);
web::Body open_items_of_panel(web::Call const& call, Panel const& panel);

// On "Heute", for whoever may edit them: meetings whose day is over and of which nobody says what came, those
// of the next two weeks without an agenda, panels for whose meetings something waits, what another panel has
// answered in the last two weeks.
void add_meetings_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

// For the search over everything.
web::StaffHits find_items_at_desk(web::Call const& call, std::string_view words, int most_hits);
// How they read in the audit trail, and on which somebody has worked last.
std::vector<web::StaffForm> noted_items();
std::vector<web::StaffRecent> recent_items();

} // namespace kommin::meetings
