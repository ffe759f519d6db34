#pragma once
// The pages on which administrators manage accounts.

#include "modules/tenants/api.hpp"
#include "platform/base/problem.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/identity/account.hpp"
#include "platform/web/call.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kommin::staff {

struct ListedAccount {
    identity::Account account;
    std::vector<Grant> grants;
};
// `words`: that stand in their names or addresses; empty: all.
http::Response accounts_page(
    web::Call const& call, std::vector<ListedAccount> const& accounts,
    std::vector<tenants::Body> const& bodies, std::string_view words);
// As in the list.
web::StaffMark mark_of(identity::AccountState state, i18n::Texts const& texts);

http::Response new_account_page(
    web::Call const& call, identity::NewAccount const& entered, std::vector<tenants::Body> const& bodies,
    std::vector<Problem> const& problems);

http::Response one_account_page(
    web::Call const& call, ListedAccount const& listed, std::vector<tenants::Body> const& bodies,
    std::vector<Problem> const& problems);

// "Redaktion einer Gemeinde (Bergkamen)".
std::string text_of(Grant const& grant, std::vector<tenants::Body> const& bodies, i18n::Texts const& texts);

// The field of the form for a role: "editor", "editor@7" with a body.
std::string code_of(Grant const& grant);

} // namespace kommin::staff
