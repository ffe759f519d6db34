#pragma once
// What the handlers of stocktakings look up before they show anything.

#include "modules/goals/inventory/inventory_pages.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::goals {

// That the address names, if this person has the permission for it.
std::optional<WholeInventory> inventory_in_path(web::Call const& call, Permission permission);
// Nothing either where the address names another stocktaking than its own.
std::optional<AnsweredRequest> request_in_path(web::Call const& call, Permission permission);
std::optional<SeenEntry> entry_in_path(web::Call const& call, Permission permission);
MeasureNames names_of_inventories(web::Call const& call);

// Pages with what was typed where no form is left for it; such a page does not exist where this person does
// not see the stocktaking.
http::Response show_inventory_with(
    web::Call const& call, std::vector<Problem> problems, std::vector<std::string> not_stored = {});
// `word`: typed beside "nothing to report".
http::Response show_request_with(
    web::Call const& call, AnsweredRequest const& of, std::vector<Problem> problems, std::string word = {},
    std::vector<std::string> not_stored = {});

} // namespace kommin::goals
