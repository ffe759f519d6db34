#pragma once
// The pages on which administrators see all accounts and invite people.

#include "modules/staff/accounts_query.hpp"
#include "modules/staff/grant_words.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/problem.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/identity/account.hpp"
#include "platform/table/table.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff_form.hpp"

#include <string>
#include <vector>

namespace kommin::staff {

// `accounts`: all that the query means; the page shows its part of them.
http::Response accounts_page(
    web::Call const& call, std::vector<ListedAccount> const& accounts,
    std::vector<tenants::Body> const& bodies, AccountsQuery const& query,
    std::vector<web::ListView> const& saved_views);
http::Response accounts_file(
    web::Call const& call, std::vector<ListedAccount> const& accounts,
    std::vector<tenants::Body> const& bodies, table::Format format);
// As in the list.
web::StaffMark mark_of(identity::Account const& account, i18n::Texts const& texts);

http::Response new_account_page(
    web::Call const& call, identity::NewAccount const& entered, std::vector<tenants::Body> const& bodies,
    std::vector<Problem> const& problems);

// The roles as boxes of a form: a callable hole.
struct RoleBoxes {
    i18n::Texts const& texts;
    std::vector<Grant> const& held;
    std::vector<tenants::Body> const& bodies;
    void operator()(html::Writer& w) const;
};

// The languages of pages and mails of accounts.
std::vector<web::Choice> account_languages();

} // namespace kommin::staff
