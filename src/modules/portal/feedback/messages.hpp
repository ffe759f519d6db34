#pragma once
// The inbox of messages from the public: handlers, what waits there, who may do it.

#include "modules/portal/directory/permissions.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <vector>

namespace kommin::portal {

http::Response list_messages(web::Call& call);
http::Response show_message(web::Call& call);
http::Response take_message(web::Call& call);
http::Response hand_back_message(web::Call& call);
http::Response answer_message(web::Call& call);
http::Response close_message(web::Call& call);

// That this person may read.
std::int64_t count_open_messages(web::Call const& call);
// Those that this person looks after, and those that nobody has taken yet.
void add_messages_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

} // namespace kommin::portal
