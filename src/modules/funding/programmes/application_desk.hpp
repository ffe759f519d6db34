#pragma once
// Handlers of the pages for applications, and what other pages for people at work ask of them.

#include "modules/funding/programmes/api.hpp"
#include "modules/funding/programmes/application.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin::funding {

inline constexpr std::string_view applications_path = "antraege";

http::Response list_applications_at_desk(web::Call& call);
http::Response export_applications(web::Call& call);
// `below`: may be empty.
http::Response show_application(web::Call& call, BelowApplication const& below);
http::Response show_new_application(web::Call& call);
http::Response add_application_at_desk(web::Call& call);
http::Response show_application_form(web::Call& call);
http::Response save_application_form(web::Call& call);
http::Response show_application_history(web::Call& call);
http::Response show_application_step(web::Call& call);
http::Response take_application_step(web::Call& call);
http::Response take_application_step_back(web::Call& call);

// For the search over everything.
web::StaffHits find_applications_at_desk(web::Call const& call, std::string_view words, int most_hits);
// How they read in the audit trail, where they lead, and on which somebody has worked last.
std::vector<web::StaffForm> noted_applications();
std::vector<web::StaffRecord> recorded_applications();
std::vector<web::StaffRecent> recent_applications();
// On "Heute", for whoever may apply: calls that end soon, drafts whose call ends or has ended.
void add_deadlines_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

} // namespace kommin::funding
