#pragma once
// How the pages behind the link of a letter look.

#include "modules/goals/inventory/inventory_link.hpp"
#include "modules/goals/measures/measure_named.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/visit.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// Everything that such a page is made of.
struct LinkedRequest {
    AnsweredRequest of;
    std::vector<InventoryEntry> entries;
    std::vector<InventoryEntry> former; // that may hold on
    MeasureNames names;
    bool may_answer; // today
};

html::Url linked_url(web::Visit const& visit, std::string_view page = {});
html::Url linked_entry_url(web::Visit const& visit, InventoryEntryId id);

// For every link that does not work, whatever the reason. `lost`: typed by whoever sent a form to it.
http::Response ended_link_page(web::Visit const& visit, std::vector<std::string> const& lost = {});

// The page with the answer as it is. `word`: typed beside "nothing to report"; `lost`: typed, and no form is
// left for it.
struct LinkedRequestPage {
    LinkedRequest const& found;
    std::string key;
    std::string word = {};
    std::vector<Problem> problems = {};
    std::vector<std::string> lost = {};
};
http::Response linked_request_page(
    web::Visit const& visit, http::Status status, LinkedRequestPage const& page);

struct LinkedEntryPage {
    LinkedRequest const& found;
    InventoryEntry const* entry; // null: a new one
    records::Fields const& fields;
    std::string key;
    std::int64_t version = 0; // of the entry that the fields go on from
    std::vector<Problem> problems = {};
    bool is_overtaken = false; // somebody has changed it since this form was opened
};
http::Response linked_entry_page(web::Visit const& visit, http::Status status, LinkedEntryPage const& page);

} // namespace kommin::goals
