#pragma once
// Handlers of the pages for panels and their seats.

#include "modules/meetings/panels/panel.hpp"
#include "modules/meetings/panels/panel_editing.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"
#include "platform/web/staff_frame.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace kommin::meetings {

http::Response list_panels_at_desk(web::Call& call);
http::Response export_panels(web::Call& call);
// Writes who is on a seat.
using WriteMembers = std::function<void(html::Writer&, Seat const&)>;
// What the rest of the module shows of a panel, which this part knows nothing of.
struct ShownOfPanel {
    WriteMembers members;
    web::Body further;
};
http::Response show_panel(web::Call& call, ShownOfPanel (*shown)(web::Call const&, Panel const&));
http::Response show_new_panel(web::Call& call);
http::Response add_panel_at_desk(web::Call& call);
http::Response show_panel_form(web::Call& call);
http::Response save_panel_form(web::Call& call, PanelFollower changed);
http::Response show_panel_history(web::Call& call);

http::Response show_new_seat(web::Call& call);
http::Response add_seat_at_desk(web::Call& call);
// The form as it was sent, with the organisations that its words find; nothing is stored.
http::Response search_organisation_for_new_seat(web::Call& call);
http::Response search_organisation_for_seat(web::Call& call);
http::Response show_seat_form(web::Call& call);
http::Response save_seat_form(web::Call& call);
http::Response show_seat_history(web::Call& call);

// For the search over everything.
web::StaffHits find_panels_at_desk(web::Call const& call, std::string_view words, int most_hits);
// Seats lead to their panel.
web::StaffHits find_seats_at_desk(web::Call const& call, std::string_view words, int most_hits);
// How both read in the audit trail, and on which somebody has worked last.
std::vector<web::StaffForm> noted_panels();
std::vector<web::StaffRecent> recent_panels();

} // namespace kommin::meetings
