#pragma once
// What the handlers read of accounts, each in one transaction.

#include "modules/staff/one_account_pages.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::staff {

std::vector<ListedAccount> list_accounts_of(web::Call const& call);
// Of how many accounts that somebody can use the mail server takes nothing for the address.
std::int64_t count_unreachable_accounts(web::Call const& call);
std::vector<tenants::Body> bodies_of(web::Call const& call);
// The account of the address.
std::optional<ShownAccount> find_shown(web::Call const& call);
// The same with who has changed it last.
ShownAccount with_last_change(web::Call const& call, ShownAccount shown);
// The newest entry of an action at the account.
std::optional<audit::StoredEntry> find_last_change(
    web::Call const& call, identity::AccountId account, std::string_view action);
// What administrators and the owner did to the account, newest first; logins and readings are not among it.
std::vector<audit::StoredEntry> list_account_changes(web::Call const& call, identity::AccountId account);

} // namespace kommin::staff
