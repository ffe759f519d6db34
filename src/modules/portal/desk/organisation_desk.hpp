#pragma once
// The desk for organisations: handlers of the list, the form, its history and preview, and merging.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <vector>

namespace kommin::portal {

// As a list whose views can be saved.
extern web::StaffList const organisation_list;
http::Response list_organisations_at_desk(web::Call& call);
http::Response export_organisations(web::Call& call);
http::Response show_new_organisation(web::Call& call);
http::Response add_organisation_at_desk(web::Call& call);
http::Response show_organisation_form(web::Call& call);
http::Response save_organisation_form(web::Call& call);
http::Response hand_in_organisation(web::Call& call);
http::Response give_back_organisation(web::Call& call);
http::Response publish_organisation_now(web::Call& call);
http::Response publish_organisation_later(web::Call& call);
http::Response discard_organisation_draft(web::Call& call);
http::Response ask_before_archiving_organisation(web::Call& call);
http::Response archive_organisation_now(web::Call& call);
http::Response show_organisation_history(web::Call& call);
// Its name as the pages of its offers would show it.
http::Response preview_organisation(web::Call& call);
// Into which one; and, once that is chosen, what will happen.
http::Response ask_before_merging(web::Call& call);
http::Response merge_organisations_at_desk(web::Call& call);
// That they are two although they are called alike, and that this was wrong.
http::Response tell_organisations_apart_at_desk(web::Call& call);
http::Response propose_organisations_again_at_desk(web::Call& call);
http::Response separate_organisations_at_desk(web::Call& call);
// What waits for this person, for the page of today and the menu.
std::int64_t count_organisations_waiting(web::Call const& call);
void add_organisations_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

} // namespace kommin::portal
