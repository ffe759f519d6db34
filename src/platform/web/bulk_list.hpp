#pragma once
// BulkList: what every list in which many records can be changed at once does with its form. It finds what
// was chosen, asks before what is grave or needs a word more, changes one record after the other and tells.
//
//     auto const list = messages_to_change(call);
//     return web::with_chosen(call, list, [&](web::Chosen const& chosen, http::Form const& form) {
//         return web::change_chosen(call, list, chosen, {.action = …, .words = …, .use_case = …});
//     });

#include "platform/base/message_key.hpp"
#include "platform/base/problem.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/form.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff_bulk.hpp"
#include "platform/work/change.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::web {

// A record of the list, as this person may see it.
struct FoundRecord {
    Ticked record;
    RecordLink link;
    bool has_draft = false; // waits beside it
};

struct BulkList {
    StaffList const& list;
    // Of all that a query finds, the first so many.
    std::function<std::vector<FoundRecord>(db::Connection&, http::Form const& query, int most)> first;
    // Of these, those that this person may see.
    std::function<std::vector<FoundRecord>(db::Connection&, std::vector<std::int64_t> const& ids)> these;
};

// What was chosen. Ticks keep the version that was seen, also if there is a newer one.
struct Chosen {
    Selection selection;
    std::map<std::int64_t, FoundRecord> records; // those that this person may see
};
// Hands what was chosen to `use`, with the form that said so; a choice of nothing or of too much is refused.
http::Response with_chosen(
    Call const& call, BulkList const& list,
    std::function<http::Response(Chosen const&, http::Form const&)> const& use);

struct BulkChange {
    BulkAction action; // the button
    BulkWords words;
    std::function<Result<Change>(Work&, Ticked)> use_case;
    std::string_view page = "auswahl"; // below the list: where the rest is sent, if time runs out
    ListFields kept = {}; // what else the form said
};
// Changes what was ticked; asks first, with the names, where everything that a filter finds was meant.
http::Response change_chosen(
    Call& call, BulkList const& list, Chosen const& chosen, BulkChange const& change);

// The page between the list and what is done with its records. The texts take {count}.
struct BulkQuestion {
    std::string_view page; // where its form is sent
    MessageKey title;
    MessageKey text;
    MessageKey yes;
    MessageKey no;
    bool is_grave = false;
    std::string action = {}; // {action} of the title
    std::optional<MessageKey> drafts = std::nullopt; // said where drafts wait; {count} of them
    std::function<void(html::Writer&)> fields = {}; // what else has to be said
    std::vector<Problem> problems = {};
};
http::Response bulk_question_page(
    Call const& call, BulkList const& list, Chosen const& chosen, BulkQuestion const& question);

} // namespace kommin::web
