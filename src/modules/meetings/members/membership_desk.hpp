#pragma once
// Handlers of the pages for memberships, and what the module hands to others of them.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/panels/panel_desk.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"

#include <vector>

namespace kommin::meetings {

http::Response show_fill_seat(web::Call& call);
http::Response search_for_seat(
    web::Call& call); // stores nothing: what was typed comes back with whom it finds
http::Response fill_seat_at_desk(web::Call& call);
http::Response show_membership_form(web::Call& call);
http::Response save_membership_form(web::Call& call);
http::Response show_membership_history(web::Call& call);

http::Response list_members_at_desk(web::Call& call);
http::Response export_members(web::Call& call);
http::Response print_members(web::Call& call);

http::Response show_balance(web::Call& call);
http::Response export_balance(web::Call& call);

// Who is on the seats of a panel, for its page; notes that names were read.
WriteMembers members_of_panel(web::Call const& call, Panel const& panel);
// Ways from a panel to its lists.
web::Body links_of_panel(web::Call const& call, Panel const& panel);

// What this module has of people.
contacts::OfPeople memberships_of_people();

// How they read in the audit trail, and on which somebody has worked last.
std::vector<web::StaffForm> noted_memberships();
std::vector<web::StaffRecent> recent_memberships();
// Terms that end, seats without a holder.
void add_memberships_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

} // namespace kommin::meetings
