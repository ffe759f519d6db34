#pragma once
// Handlers of the desk for places and their offices; routes.cpp ties them to their routes.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

namespace kommin::portal {

http::Response list_places_at_desk(web::Call& call);
http::Response export_places(web::Call& call);
http::Response show_place_form(web::Call& call);
http::Response save_place_form(web::Call& call);
// The page of the place, or the list of places, with what stands in the form that was sent; nothing is
// stored.
http::Response preview_place(web::Call& call);
http::Response show_place_history(web::Call& call);

http::Response show_new_unit(web::Call& call);
http::Response add_unit_at_desk(web::Call& call);
http::Response show_unit_form(web::Call& call);
http::Response save_unit_form(web::Call& call);
http::Response show_unit_history(web::Call& call);

} // namespace kommin::portal
