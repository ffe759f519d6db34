#pragma once
// Handlers of the pages for grants and their payments, and what other pages for people at work ask of them.

#include "modules/funding/grants/grant_files.hpp"
#include "modules/funding/programmes/application.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/staff.hpp"

#include <string_view>
#include <vector>

namespace kommin::funding {

inline constexpr std::string_view grants_path = "zuwendungen";

http::Response list_grants_at_desk(web::Call& call);
http::Response export_grants(web::Call& call);
http::Response show_grant(web::Call& call);
http::Response show_new_grant(web::Call& call);
http::Response add_grant_at_desk(web::Call& call);
http::Response show_grant_form(web::Call& call);
http::Response save_grant_form(web::Call& call);
http::Response show_grant_history(web::Call& call);

// The notice as a file.
http::Response show_notice_form(web::Call& call);
http::Response put_notice_at_desk(web::Call& call, GrantFileCare const& care);
http::Response remove_notice_at_desk(web::Call& call);
http::Response send_notice(web::Call& call, GrantFileCare const& care);

http::Response show_new_payment(web::Call& call);
http::Response add_payment_at_desk(web::Call& call);
http::Response show_payment_form(web::Call& call);
http::Response save_payment_form(web::Call& call);
http::Response show_payment_history(web::Call& call);

// Below an application that was granted: the way to note its grant, as long as there is none.
web::Body way_to_grant(web::Call const& call, Application const& application);

// For the search over everything.
web::StaffHits find_grants_at_desk(web::Call const& call, std::string_view words, int most_hits);
// How they read in the audit trail, where they lead, and on which somebody has worked last.
std::vector<web::StaffForm> noted_grants();
std::vector<web::StaffRecord> recorded_grants();
std::vector<web::StaffRecent> recent_grants();
// On "Heute": money that is to be used, calls that wait, proofs that are due, for whoever keeps the grant.
void add_grants_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

} // namespace kommin::funding
