#pragma once
// The handlers of the module's routes, each in the _web file of its feature; module.cpp is the table.

#include "modules/staff/module.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::staff {

class LinkGate;

// login_web.cpp
std::string device_of(http::Request const& request);
http::Response show_login(web::Call& call);
http::Response log_in(web::Call& call, StaffOptions const& options);
http::Response show_code(web::Call& call);
http::Response confirm_code(web::Call& call, StaffOptions const& options);
http::Response log_out(web::Call& call);
http::Response show_forgotten(web::Call& call);
http::Response send_new_password_link(web::Call& call, LinkGate& gate);
http::Response show_link(web::Call& call);
http::Response set_password(web::Call& call, StaffOptions const& options);

// account_web.cpp
http::Response show_account(web::Call& call);
http::Response change_own_password(web::Call& call, StaffOptions const& options);
http::Response show_second_factor(web::Call& call, StaffOptions const& options);
http::Response set_second_factor(web::Call& call, StaffOptions const& options);
http::Response end_sessions(web::Call& call);
http::Response change_own_account(web::Call& call);

// accounts_web.cpp
http::Response list_accounts(web::Call& call);
http::Response show_new_account(web::Call& call);
http::Response export_accounts(web::Call& call);
http::Response invite(web::Call& call, StaffOptions const& options);
web::StaffHits find_accounts(web::Call const& call, std::string_view words, int most_hits);
void add_accounts_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

// one_account_web.cpp
http::Response show_one_account(web::Call& call);
http::Response show_account_history(web::Call& call);
http::Response change_roles(web::Call& call, StaffOptions const& options);
http::Response change_state(web::Call& call, StaffOptions const& options);
http::Response show_account_details(web::Call& call);
http::Response change_account_details(web::Call& call, StaffOptions const& options);

// jobs_web.cpp
http::Response show_jobs(web::Call& call, StaffOptions const& options);
http::Response change_jobs(web::Call& call, StaffOptions const& options);
http::Response export_jobs(web::Call& call);
http::Response change_chosen_jobs(web::Call& call);
web::StaffHits find_jobs(web::Call const& call, std::string_view words, int most_hits);
std::int64_t count_waiting_jobs(web::Call const& call);
void add_jobs_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

// oddities_web.cpp
void add_oddities_of_today(web::Call const& call, std::vector<web::TodayItem>& items);
// refused_web.cpp
http::Response show_refused(web::Call& call);
http::Response export_refused(web::Call& call);
http::Response change_chosen_addresses(web::Call& call);

// unsaved_web.cpp
http::Response show_unsaved(web::Call& call);
void add_unsaved_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

// rights_web.cpp, audit_web.cpp, today_web.cpp, search_web.cpp, help_web.cpp
http::Response show_rights(web::Call& call);
http::Response show_audit(web::Call& call);
// One entry, with the version that it made.
http::Response show_audit_entry(web::Call& call);
http::Response export_audit(web::Call& call);
http::Response show_today(web::Call& call);
http::Response search_everything(web::Call& call);
http::Response show_help(web::Call& call);

} // namespace kommin::staff
