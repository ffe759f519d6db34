#pragma once
// What the link in a letter to a unit or an organisation leads to.

#include "modules/goals/inventory/entry_editing.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kommin::goals {

inline constexpr std::string_view inventory_path = "bestandsaufnahme"; // on the public site

// A new link for a letter to this mailbox: its last part. It is stored as a digest.
std::string add_inventory_link(Work& work, InventoryRequestId request, std::string_view mail);
// Nothing once it is closed or long over, or the mailbox is another one.
std::optional<AnsweredRequest> find_linked_request(
    db::Connection& db, TenantId tenant, std::string_view token, Date today);
// The same in this work, for whoever answers by it. Problems: gone.
Result<AnsweredRequest> begin_linked_answer(Work& work, std::string_view token);

} // namespace kommin::goals
