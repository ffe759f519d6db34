#pragma once
// The desk of locations: the list, one location with its offers, and moving them.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/saved_views.hpp"

namespace kommin::portal {

// As a list whose views can be saved.
extern web::StaffList const location_list;
http::Response list_locations_at_desk(web::Call& call);
http::Response export_locations(web::Call& call);
http::Response show_location(web::Call& call);
http::Response show_move_form(web::Call& call);
// Looks at what was typed, says what would become of each offer, and does it, by "aktion".
http::Response move_offers(web::Call& call);
// One offer as it would look there; the address says where.
http::Response preview_moved_offer(web::Call& call);

} // namespace kommin::portal
