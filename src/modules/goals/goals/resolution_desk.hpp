#pragma once
// Handlers of the pages for resolutions, and what other pages for people at work ask of them.

#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin::goals {

inline constexpr std::string_view resolutions_path = "beschluesse";

http::Response list_resolutions_at_desk(web::Call& call);
http::Response show_new_resolution(web::Call& call);
http::Response add_resolution_at_desk(web::Call& call);
http::Response show_resolution_form(web::Call& call);
http::Response save_resolution_form(web::Call& call);
http::Response show_resolution_history(web::Call& call);

// For the search over everything.
web::StaffHits find_resolutions_at_desk(web::Call const& call, std::string_view words, int most_hits);
// How they read in the audit trail, and on which somebody has worked last.
std::vector<web::StaffForm> noted_resolutions();
std::vector<web::StaffRecent> recent_resolutions();
html::Url resolution_url(std::int64_t id);

} // namespace kommin::goals
