#pragma once
// Handlers of the pages for programmes and their calls, and what other pages for people at work ask of them.

#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin::funding {

inline constexpr std::string_view programmes_path = "foerderprogramme";

http::Response list_programmes_at_desk(web::Call& call);
http::Response show_programme(web::Call& call);
http::Response show_new_programme(web::Call& call);
http::Response add_programme_at_desk(web::Call& call);
http::Response show_programme_form(web::Call& call);
http::Response save_programme_form(web::Call& call);
http::Response show_programme_history(web::Call& call);
http::Response show_new_call(web::Call& call);
http::Response add_call_at_desk(web::Call& call);
http::Response show_call_form(web::Call& call);
http::Response save_call_form(web::Call& call);
http::Response show_call_history(web::Call& call);

// For the search over everything.
web::StaffHits find_programmes_at_desk(web::Call const& call, std::string_view words, int most_hits);
// How they read in the audit trail, where they lead, and on which somebody has worked last.
std::vector<web::StaffForm> noted_programmes();
std::vector<web::StaffRecord> recorded_programmes();
std::vector<web::StaffRecent> recent_programmes();

} // namespace kommin::funding
