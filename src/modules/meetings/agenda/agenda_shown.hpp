#pragma once
// What the handlers of agenda items read before they show or do something.

#include "modules/meetings/agenda/agenda_pages.hpp"
#include "platform/web/call.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

// Of the address, for whoever has this permission for its panel.
std::optional<SeenItem> item_in_path(web::Call const& call, Permission permission);
std::optional<SeenMeeting> meeting_of_path(web::Call const& call, Permission permission);
std::optional<Panel> panel_of_path(web::Call const& call, Permission permission);

// The other end of an item's way, as far as this person may see it.
ItemEnd end_of(web::Call const& call, db::Connection& db, AgendaItem const& item);
// The page of an item as it is now; with what was typed for the answer.
http::Response show_item_again(
    web::Call const& call, SeenItem const& seen, std::vector<Problem> problems = {}, std::string answer = {});

} // namespace kommin::meetings
