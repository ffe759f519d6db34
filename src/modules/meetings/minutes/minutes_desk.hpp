#pragma once
// Handlers of the pages for minutes, and what other pages for people at work ask of them.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/meetings/meeting_desk.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/staff.hpp"

#include <string_view>
#include <vector>

namespace kommin::meetings {

http::Response show_minutes(web::Call& call);
http::Response print_minutes(web::Call& call);
http::Response begin_minutes_at_desk(web::Call& call);
http::Response show_minutes_form(web::Call& call);
http::Response save_minutes_form(web::Call& call);
http::Response show_minutes_history(web::Call& call);
http::Response send_draft_at_desk(web::Call& call);
http::Response approve_minutes_at_desk(web::Call& call);
http::Response correct_minutes_at_desk(web::Call& call);
http::Response publish_minutes_at_desk(web::Call& call);
http::Response unpublish_minutes_at_desk(web::Call& call);
http::Response settle_amendment_at_desk(web::Call& call);

// The way from the page of a meeting.
web::Body minutes_of_meeting(web::Call const& call, SeenMeeting const& seen);

// On "Heute", for whoever may write or approve them: meetings that were held and have none, drafts with open
// amendments, those that a meeting can have approved.
void add_minutes_of_today(web::Call const& call, std::vector<web::TodayItem>& items);
// By what is written in them and by the numbers of their decisions.
web::StaffHits find_minutes_at_desk(web::Call const& call, std::string_view words, int most_hits);
std::vector<web::StaffForm> noted_minutes();
std::vector<web::StaffRecent> recent_minutes();
std::vector<web::StaffRecord> minutes_records();
contacts::OfPeople minutes_of_people();

} // namespace kommin::meetings
