#pragma once
// Handlers of the pages for the log of advice, and what other pages for people at work ask of it.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/advice/advice.hpp"
#include "modules/meetings/advice/api.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"
#include "platform/work/job_rules.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin::meetings {

http::Response list_advice_at_desk(web::Call& call);
http::Response export_advice(web::Call& call);
http::Response show_advice_totals(web::Call& call);
http::Response show_new_advice(web::Call& call);
http::Response add_advice_at_desk(web::Call& call);
// `below`: what a module above this one shows there; may be empty.
http::Response show_advice(web::Call& call, BelowAdvice const& below);
http::Response show_advice_form(web::Call& call);
http::Response save_advice_form(web::Call& call);
http::Response show_advice_history(web::Call& call);
http::Response show_step_form(web::Call& call);
http::Response add_step_at_desk(web::Call& call);
http::Response tick_step_at_desk(web::Call& call, BelowAdvice const& below);

// For the search over everything.
web::StaffHits find_advice_at_desk(web::Call const& call, std::string_view words, int most_hits);
// How it reads in the audit trail, and on which somebody has worked last.
std::vector<web::StaffForm> noted_advice();
std::vector<web::StaffRecent> recent_advice();
html::Url advice_form_url(std::int64_t id);
contacts::OfPeople advice_of_people();
// Every night: names that are older than five years go.
RecurringRule advice_erasure();

} // namespace kommin::meetings
