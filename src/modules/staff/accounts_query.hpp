#pragma once
// What somebody asks the list of accounts, as it stands in its address.

#include "modules/tenants/api.hpp"
#include "platform/access/rights.hpp"
#include "platform/http/form.hpp"
#include "platform/i18n/language.hpp"
#include "platform/identity/account.hpp"
#include "platform/post/refused_address.hpp"
#include "platform/web/saved_views.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::staff {

struct ListedAccount {
    identity::Account account;
    std::vector<Grant> grants;
    std::optional<post::RefusedAddress> refused = {}; // its address, if the mail server takes nothing for it
};

// As people see it: an erased account is blocked, but that is not what matters of it.
enum class AccountStanding : std::uint8_t { invited, active, blocked, erased };
AccountStanding standing_of(identity::Account const& account);
std::string_view code_of(AccountStanding standing); // in addresses: "gesperrt"

enum class AccountOrder : std::uint8_t { name, last_login };
std::string_view word_of(AccountOrder order);

struct AccountsQuery {
    std::string words; // t: in name or address
    std::string role; // rolle: its code
    std::optional<AccountStanding> standing; // zustand; nothing: all but the erased ones
    std::string municipality; // gemeinde: for which somebody has a role
    bool only_refused = false; // mail=abgewiesen: those whose address takes nothing
    AccountOrder order = AccountOrder::name; // nach
    bool descending = false; // ab
    int page = 1; // seite

    static AccountsQuery parse(http::Form const& query);
    // Name and value of every field that is in force, but the page.
    [[nodiscard]] web::ListFields fields() const;
    // How many choices and words leave accounts out.
    [[nodiscard]] std::size_t count_filters() const;
};

// As a list whose views can be saved: without the words, which are names of persons. A view is kept for ever.
extern web::StaffList const account_list;

// Those that the query means, in its order.
std::vector<ListedAccount> chosen_accounts(
    std::vector<ListedAccount> all, AccountsQuery const& query, std::vector<tenants::Body> const& bodies,
    i18n::Language language);

} // namespace kommin::staff
