#pragma once
// Records from a table at the desk: a file is sent, the page says line by line what would become of it, and
// whoever sees that confirms it. Nothing is stored before, and all of it or nothing then; what somebody has
// changed meanwhile is another page than was seen, and is shown anew. Goals and measures have this in common.

#include "modules/goals/goals/goal_table.hpp"
#include "modules/goals/tables/taken_table.hpp"
#include "platform/base/message_key.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

namespace kommin::goals {

struct TableDesk {
    std::string_view list; // "ziele": the pages are below it
    MessageKey title; // "Ziele aus einer Tabelle"
    MessageKey list_title;
    MessageKey advice; // what its columns mean
    std::span<TableColumn const> columns;
    std::span<MessageKey const> reckoned;
    std::function<Result<TakenTable>(Work& work, SentTable const& table, TableRun const& run)> take;
    std::function<html::Url(std::int64_t id)> url_of; // the page of a record
};

// What the routes let through: the file with what a form sends besides, and the file once more as the page
// sends it back, four letters for three bytes.
inline constexpr std::size_t largest_table_upload = largest_table + (std::size_t{32} << 10U);
inline constexpr std::size_t largest_table_confirmation = largest_table / 3 * 4 + (std::size_t{32} << 10U);

http::Response show_table(web::Call& call, TableDesk const& desk);
http::Response try_table(web::Call& call, TableDesk const& desk);
http::Response take_table(web::Call& call, TableDesk const& desk);

http::Response show_goal_table(web::Call& call);
http::Response try_goal_table(web::Call& call);
http::Response take_goal_table_at_desk(web::Call& call);

} // namespace kommin::goals
