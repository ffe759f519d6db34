#pragma once
// Pages for the browser's print command: a list to sign, badges, a certificate for each.

#include "modules/meetings/attendees/attendees.hpp"
#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/tenants/api.hpp"
#include "platform/html/url.hpp"
#include "platform/http/form.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <vector>

namespace kommin::meetings {

// As it stands in an address. What it does not know matches nobody.
AttendeeFilter attendee_filter(http::Form const& query, std::vector<tenants::Body> const& bodies);

struct AttendeesPage {
    SeenMeeting const& seen;
    DoorPrint print;
    Attendees const& attendees;
    AttendeeFilter const& filter;
    std::vector<tenants::Body> const& bodies;
    bool can_have_come; // the day of the meeting has come
};
http::Response sign_list_page(web::Call const& call, AttendeesPage const& page);
http::Response badges_page(web::Call const& call, AttendeesPage const& page);
http::Response certificates_page(web::Call const& call, AttendeesPage const& page);

} // namespace kommin::meetings
