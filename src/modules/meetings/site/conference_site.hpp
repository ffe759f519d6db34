#pragma once
// The public pages of the conference: what it is, its meetings, one of them, and their dates for calendars
// (docs/adr/0077).

#include "modules/meetings/agenda/paper_files.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/visit.hpp"

namespace kommin::meetings {

http::Response show_conference(web::Visit& visit);
// What was held, of all panels or of one, page by page.
http::Response show_conference_archive(web::Call& call);
// What was published about it, and what the press says, page by page.
http::Response show_public_publications(web::Call& call);
http::Response show_public_meeting(web::Visit& visit);
// A paper of its agenda, where everybody may have it.
http::Response send_public_paper(web::Visit& visit, PaperCare const& care);

// For calendars that look again from time to time: what lies ahead and what was within a year, of all panels
// or of one.
http::Response send_conference_calendar(web::Call& call);
http::Response send_panel_calendar(web::Call& call);
// To save: the date of one meeting.
http::Response send_meeting_date(web::Call& call);

} // namespace kommin::meetings
