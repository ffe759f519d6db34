#pragma once
// The desk of the editors: handlers of the list, the form, its history and the preview of an offer.

#include "modules/portal/directory/permissions.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff.hpp"
#include "platform/web/staff_bulk.hpp"

#include <cstdint>
#include <vector>

namespace kommin::portal {

// As a list whose views can be saved.
extern web::StaffList const offer_list;
http::Response list_offers_at_desk(web::Call& call);
http::Response export_offers(web::Call& call);
http::Response show_new_offer(web::Call& call);
http::Response add_offer(web::Call& call);
http::Response show_offer_form(web::Call& call);
http::Response save_offer_draft(web::Call& call);
http::Response hand_in_offer(web::Call& call);
http::Response give_back_offer(web::Call& call);
http::Response publish_offer_now(web::Call& call);
http::Response publish_offer_later(web::Call& call);
http::Response discard_offer_draft(web::Call& call);
http::Response ask_before_archiving(web::Call& call);
http::Response archive_offer_now(web::Call& call);
http::Response confirm_offer_now(web::Call& call);
http::Response ask_provider(web::Call& call);
http::Response show_offer_history(web::Call& call);
// offer_erasure_web.cpp: for the data-protection officer, who does not edit offers.
http::Response ask_before_erasing_history(web::Call& call);
http::Response erase_history_now(web::Call& call);
// Many at once; the second asks before it archives.
inline constexpr web::BulkAction confirm_action{"bestaetigen", "desk.bulk.confirm"_msg};
inline constexpr web::BulkAction publish_action{"veroeffentlichen", "desk.bulk.publish"_msg};
inline constexpr web::BulkAction archive_action{"archivieren", "desk.bulk.archive"_msg, true};
http::Response change_chosen_offers(web::Call& call);
http::Response archive_chosen_offers(web::Call& call);
http::Response preview_offer(web::Call& call);

std::int64_t count_offers_waiting(web::Call const& call);
void add_unconfirmed_offers_of_today(web::Call const& call, std::vector<web::TodayItem>& items);
void add_confirmed_shares(web::Call const& call, std::vector<web::TodayFigures>& figures);
void add_offers_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

} // namespace kommin::portal
