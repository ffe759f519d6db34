#pragma once
// What people look for and do not find, and where pages do not help them: handlers for people at work.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <vector>

namespace kommin::portal {

// As lists whose views can be saved.
extern web::StaffList const helpful_list;
extern web::StaffList const search_list;

http::Response list_helpful_pages(web::Call& call);
http::Response export_helpful_pages(web::Call& call);

http::Response list_searches(web::Call& call);
http::Response export_searches(web::Call& call);
http::Response finish_search(web::Call& call);
http::Response hide_search(web::Call& call);
http::Response reopen_search(web::Call& call);

std::int64_t count_open_searches(web::Call const& call);
// One item for all of them, for whoever works through the list.
void add_searches_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

} // namespace kommin::portal
