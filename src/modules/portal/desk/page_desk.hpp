#pragma once
// The desk of the editors for information pages: handlers of the list, the form, its history and the preview.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff.hpp"
#include "platform/web/staff_bulk.hpp"

#include <cstdint>
#include <vector>

namespace kommin::portal {

// As a list whose views can be saved.
extern web::StaffList const page_list;
http::Response list_pages_at_desk(web::Call& call);
http::Response export_pages(web::Call& call);
http::Response show_new_page(web::Call& call);
http::Response add_page(web::Call& call);
http::Response show_page_form(web::Call& call);
http::Response save_page_form(web::Call& call);
http::Response hand_in_page_form(web::Call& call);
http::Response give_back_page_form(web::Call& call);
http::Response publish_page_now(web::Call& call);
http::Response publish_page_later(web::Call& call);
http::Response discard_page_form(web::Call& call);
http::Response ask_before_archiving_page(web::Call& call);
http::Response archive_page_now(web::Call& call);
http::Response show_page_history(web::Call& call);
http::Response preview_page(web::Call& call);
// Many at once (page_bulk_web.cpp); the second asks before it archives.
inline constexpr web::BulkAction publish_pages_action{"veroeffentlichen", "desk.bulk.publish"_msg};
inline constexpr web::BulkAction archive_pages_action{"archivieren", "desk.bulk.archive"_msg, true};
http::Response change_chosen_pages(web::Call& call);
http::Response archive_chosen_pages(web::Call& call);
// What waits for this person to publish it, for the page of today and the menu.
std::int64_t count_pages_waiting(web::Call const& call);
void add_pages_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

} // namespace kommin::portal
