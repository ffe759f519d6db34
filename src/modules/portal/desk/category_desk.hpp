#pragma once
// Handlers of the desk for categories; routes.cpp ties them to their routes.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <vector>

namespace kommin::portal {

// As a list whose views can be saved.
extern web::StaffList const category_list;
http::Response list_categories_at_desk(web::Call& call);
http::Response export_categories(web::Call& call);
http::Response show_category_form(web::Call& call);
http::Response save_category_form(web::Call& call);
http::Response hand_in_category(web::Call& call);
http::Response give_back_category(web::Call& call);
http::Response publish_category_now(web::Call& call);
http::Response publish_category_later(web::Call& call);
http::Response discard_category_draft(web::Call& call);
// The home page or the list with what stands in the form that was sent; nothing is stored.
http::Response preview_category(web::Call& call);
// The same with what its draft says; or by an address that says as much of the form as one language shows.
http::Response show_category_preview(web::Call& call);
http::Response show_category_history(web::Call& call);

// Life situations of the district's own.
http::Response show_new_situation(web::Call& call);
http::Response add_situation_at_desk(web::Call& call);
http::Response preview_new_situation(web::Call& call);
http::Response show_preview_of_new_situation(web::Call& call);
http::Response ask_before_archiving_situation(web::Call& call);
http::Response archive_situation_now(web::Call& call);
http::Response restore_situation_now(web::Call& call);

// What waits for this person, for the page of today and the menu.
std::int64_t count_categories_waiting(web::Call const& call);
void add_categories_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

} // namespace kommin::portal
