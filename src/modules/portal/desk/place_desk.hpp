#pragma once
// Handlers of the desk for places and their offices; routes.cpp ties them to their routes.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <vector>

namespace kommin::portal {

// As a list whose views can be saved.
extern web::StaffList const place_list;
http::Response list_places_at_desk(web::Call& call);
http::Response export_places(web::Call& call);
http::Response show_place_form(web::Call& call);
http::Response save_place_form(web::Call& call);
http::Response hand_in_place(web::Call& call);
http::Response give_back_place(web::Call& call);
http::Response publish_place_now(web::Call& call);
http::Response publish_place_later(web::Call& call);
http::Response discard_place_draft(web::Call& call);
// The page of the place, or the list of places, with what its draft says.
http::Response preview_place(web::Call& call);
http::Response show_place_history(web::Call& call);

http::Response show_new_unit(web::Call& call);
http::Response add_unit_at_desk(web::Call& call);
http::Response show_unit_form(web::Call& call);
http::Response save_unit_form(web::Call& call);
http::Response show_unit_history(web::Call& call);
// What waits for this person, for the page of today and the menu.
std::int64_t count_places_waiting(web::Call const& call);
void add_places_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

} // namespace kommin::portal
