#pragma once
// The inbox of messages from the public: handlers, what waits there, who may do it.

#include "modules/portal/directory/permissions.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff.hpp"
#include "platform/web/staff_bulk.hpp"

#include <cstdint>
#include <vector>

namespace kommin::portal {

// What is noted of a message: how far it is, who looks after it.
web::RecordForm noted_message(web::Call const& call);

// As a list whose views can be saved.
extern web::StaffList const message_list;
http::Response list_messages(web::Call& call);
http::Response export_messages(web::Call& call);
http::Response show_message(web::Call& call);
http::Response show_message_history(web::Call& call);
http::Response take_message(web::Call& call);
http::Response hand_back_message(web::Call& call);
// To a colleague, or to another body.
http::Response hand_on_message(web::Call& call);
http::Response set_message_due(web::Call& call);
http::Response save_message_draft(web::Call& call);
http::Response send_message_answer(web::Call& call);
// Answered in another way, and noted.
http::Response answer_message(web::Call& call);
http::Response ask_whether_to_close(web::Call& call);
http::Response close_message(web::Call& call);
http::Response reopen_message(web::Call& call);
// Makes the message what it was before one of its steps.
http::Response undo_message_step(web::Call& call);
// Many at once (messages_bulk_web.cpp); the last two are sent by the pages that the first one shows.
inline constexpr web::BulkAction take_action{"uebernehmen", "messages.bulk.take"_msg};
inline constexpr web::BulkAction hand_on_action{"weitergeben", "messages.bulk.hand_on"_msg};
inline constexpr web::BulkAction close_action{"schliessen", "messages.bulk.close"_msg, true};
http::Response change_chosen_messages(web::Call& call);
http::Response hand_on_chosen_messages(web::Call& call);
http::Response close_chosen_messages(web::Call& call);

// That this person may read.
std::int64_t count_open_messages(web::Call const& call);
// Those that this person looks after, and those that nobody has taken yet.
void add_messages_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

} // namespace kommin::portal
