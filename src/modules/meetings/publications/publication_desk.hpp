#pragma once
// Handlers of the pages on which the office keeps publications.

#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view publications_path = "veroeffentlichungen";

http::Response list_publications_at_desk(web::Call& call);
http::Response show_new_publication(web::Call& call);
http::Response add_publication_at_desk(web::Call& call);
http::Response show_publication_form(web::Call& call);
http::Response save_publication_form(web::Call& call);
http::Response show_publication_history(web::Call& call);

// For the search over everything.
web::StaffHits find_publications_at_desk(web::Call const& call, std::string_view words, int most_hits);
// How they read in the audit trail, and on which somebody has worked last.
std::vector<web::StaffForm> noted_publications();
std::vector<web::StaffRecent> recent_publications();
html::Url publication_url(std::int64_t id);

} // namespace kommin::meetings
