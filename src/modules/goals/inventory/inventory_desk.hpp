#pragma once
// Handlers of the pages for stocktakings, and what other pages for people at work ask of them.

#include "modules/goals/inventory/inventory.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/staff.hpp"

#include <vector>

namespace kommin::goals {

http::Response list_inventories_at_desk(web::Call& call);
http::Response show_inventory(web::Call& call);
http::Response show_new_inventory(web::Call& call);
http::Response add_inventory_at_desk(web::Call& call);
http::Response show_inventory_form(web::Call& call);
http::Response save_inventory_form(web::Call& call);
http::Response show_inventory_history(web::Call& call);
http::Response open_inventory_at_desk(web::Call& call);
http::Response close_inventory_at_desk(web::Call& call);

http::Response show_requests_form(web::Call& call);
http::Response add_requests_at_desk(web::Call& call);
http::Response show_request(web::Call& call);
http::Response erase_request_at_desk(web::Call& call);
http::Response erase_address_at_desk(web::Call& call);
http::Response erase_word_at_desk(web::Call& call);
http::Response ask_again_at_desk(web::Call& call);
http::Response report_nothing_at_desk(web::Call& call);
http::Response continue_entry_at_desk(web::Call& call);

http::Response show_new_entry(web::Call& call);
http::Response add_entry_at_desk(web::Call& call);
http::Response show_entry_form(web::Call& call);
http::Response save_entry_form(web::Call& call);
http::Response show_entry_history(web::Call& call);
http::Response erase_entry_at_desk(web::Call& call);
http::Response make_measure_at_desk(web::Call& call);

http::Response list_entries_at_desk(web::Call& call);
http::Response export_entries(web::Call& call);
http::Response show_gaps(web::Call& call);
http::Response export_gaps(web::Call& call);

// On "Heute": for whoever may edit them, those whose day is over; for whoever answers, those that are open.
void add_inventories_of_today(web::Call const& call, std::vector<web::TodayItem>& items);
// How they read in the audit trail, where its entries lead, and on which somebody has worked last.
std::vector<web::StaffForm> noted_inventories();
std::vector<web::StaffRecord> recorded_inventories();
std::vector<web::StaffRecent> recent_inventories();

} // namespace kommin::goals
