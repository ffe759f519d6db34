#pragma once
// The desk for links: handlers of the list, of one target, and of what is done about it.

#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff.hpp"
#include "platform/web/staff_bulk.hpp"

#include <cstdint>
#include <vector>

namespace kommin::portal {

// As a list whose views can be saved.
extern web::StaffList const link_list;
http::Response list_links_at_desk(web::Call& call);
http::Response export_links(web::Call& call);
http::Response show_link(web::Call& call);
// Which records would change, and which not.
http::Response ask_before_replacing(web::Call& call);
http::Response replace_everywhere(web::Call& call);
http::Response mute_link_at_desk(web::Call& call);
// How long, and why, nobody wants to hear of it.
web::RecordForm mute_record_form(i18n::Texts const& texts);
// Of being silent about it.
http::Response show_link_history(web::Call& call);
http::Response check_link_at_desk(web::Call& call);
// Many at once (link_bulk_web.cpp); the second is sent by the page that the first one shows.
inline constexpr web::BulkAction check_links_action{"pruefen", "links.bulk.check"_msg};
inline constexpr web::BulkAction mute_links_action{"stumm", "links.bulk.mute"_msg};
inline constexpr web::BulkAction unmute_links_action{"aufheben", "links.mute.end"_msg};
http::Response change_chosen_links(web::Call& call);
http::Response mute_chosen_links(web::Call& call);

std::int64_t count_links_waiting(web::Call const& call);
// One entry at most, however many lead nowhere.
void add_links_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

} // namespace kommin::portal
