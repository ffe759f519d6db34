#pragma once
// What the steps of a contract and those of its application have in common.

#include "modules/funding/grants/passed_on_editing.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kommin::funding {

// Problems: not_found without the right; a conflict where somebody has changed it meanwhile.
Result<records::Editing> begin_passed_on(Work& work, PassedOnVersion const& seen);
void store_passed_on(
    Work& work, records::Editing const& editing, PassedOn const& before, PassedOn const& after,
    std::string_view action);
// Nobody passes on more than was granted. Problem: "amount".
Result<void> check_passed_on_limit(Work& work, PassedOn const& wanted);
// The organisation of the public list that is called so.
std::optional<contacts::OrganisationId> organisation_called(Work& work, std::string_view name);
// What the office says to the association, or about it. Problem: `field`.
Result<std::string> checked_text(std::string_view typed, std::string_view field, MessageKey missing);

} // namespace kommin::funding
