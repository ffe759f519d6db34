#pragma once
// Handlers of the pages for people and what they have allowed.

#include "modules/contacts/people/api.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"

#include <string_view>
#include <vector>

namespace kommin::contacts {

http::Response list_people_at_desk(web::Call& call);
http::Response export_people(web::Call& call);
// `others`: what other modules have of somebody.
http::Response show_person(web::Call& call, OtherModules const& others);
http::Response show_new_person(web::Call& call);
http::Response add_person_at_desk(web::Call& call);
http::Response show_person_form(web::Call& call);
http::Response save_person_form(web::Call& call);
http::Response show_person_history(web::Call& call);

http::Response list_alike_people(web::Call& call);
http::Response ask_before_merging_people(web::Call& call);
http::Response merge_people_at_desk(web::Call& call, OtherModules const& others);
http::Response tell_people_apart_at_desk(web::Call& call);
http::Response propose_people_again_at_desk(web::Call& call);

http::Response show_report(web::Call& call, OtherModules const& others);
http::Response export_report(web::Call& call, OtherModules const& others);
http::Response ask_before_erasing_person(web::Call& call, OtherModules const& others);
http::Response erase_person_now(web::Call& call, OtherModules const& others);
// People without a ground to be kept.
void add_people_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

http::Response show_new_consent(web::Call& call);
http::Response record_consent_at_desk(web::Call& call);
http::Response ask_before_withdrawing(web::Call& call);
http::Response withdraw_consent_at_desk(web::Call& call);
http::Response list_consent_texts_at_desk(web::Call& call);
http::Response show_consent_text(web::Call& call);
http::Response write_consent_text_at_desk(web::Call& call);

// For the search over everything.
web::StaffHits find_people_at_desk(web::Call const& call, std::string_view words, int most_hits);
// How they read in the audit trail, and on whom somebody has worked last.
std::vector<web::StaffForm> noted_people();
std::vector<web::StaffRecent> recent_people();

} // namespace kommin::contacts
