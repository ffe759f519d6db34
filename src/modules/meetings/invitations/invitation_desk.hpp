#pragma once
// Handlers of the desk for invitations, and what they show on the pages of others.

#include "modules/meetings/meetings/meeting_desk.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/staff.hpp"

#include <vector>

namespace kommin::meetings {

http::Response show_invitations(web::Call& call);
http::Response export_invitations(web::Call& call);
http::Response list_invited_members(web::Call& call); // puts them on the list
http::Response show_guest_search(web::Call& call);
http::Response find_guests(web::Call& call); // POST: no name stands in an address
http::Response list_guest_at_desk(web::Call& call);
http::Response show_contacts(web::Call& call); // all who allow it
http::Response choose_contacts(web::Call& call); // POST: as find_guests()
http::Response list_contacts_at_desk(web::Call& call);
http::Response show_sending(web::Call& call);
http::Response send_at_desk(web::Call& call);
http::Response withdraw_at_desk(web::Call& call);
http::Response note_answer_at_desk(web::Call& call);

// How many are invited and come, for the page of the meeting; nothing where this person may not invite.
web::Body invitations_of_meeting(web::Call const& call, SeenMeeting const& seen);
// Meetings whose letters say what is not so any more.
void add_invitations_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

} // namespace kommin::meetings
