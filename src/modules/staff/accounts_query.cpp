#include "modules/staff/accounts_query.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::staff {

namespace {

constexpr std::int64_t most_pages = 2'000;
constexpr std::array<std::string_view, 4> standing_codes{"eingeladen", "aktiv", "gesperrt", "geloescht"};
constexpr std::array<std::string_view, 2> order_words{"", "anmeldung"};
constexpr std::string_view refused_word = "abgewiesen";

bool has_words(identity::Account const& account, std::string const& folded)
{
    return search::folded_text(account.name).find(folded) != std::string::npos
        || search::folded_text(account.email).find(folded) != std::string::npos;
}

bool is_meant(
    ListedAccount const& listed, AccountsQuery const& query, std::string const& folded,
    std::optional<Scope> municipality)
{
    auto const standing = standing_of(listed.account);
    if (query.standing ? standing != *query.standing : standing == AccountStanding::erased)
        return false;
    if ((query.only_refused && !listed.refused) || !has_words(listed.account, folded))
        return false;
    if (query.role.empty() && query.municipality.empty())
        return true;
    return std::ranges::any_of(listed.grants, [&](Grant const& grant) {
        return (query.role.empty() || grant.role == query.role)
            && (query.municipality.empty() || (municipality && grant.scope == *municipality));
    });
}

}

AccountStanding standing_of(identity::Account const& account)
{
    if (account.is_erased())
        return AccountStanding::erased;
    switch (account.state) {
    case identity::AccountState::invited:
        return AccountStanding::invited;
    case identity::AccountState::active:
        return AccountStanding::active;
    case identity::AccountState::blocked:
        break;
    }
    return AccountStanding::blocked;
}

std::string_view code_of(AccountStanding standing)
{
    return standing_codes.at(static_cast<std::size_t>(standing));
}

std::string_view word_of(AccountOrder order)
{
    return order_words.at(static_cast<std::size_t>(order));
}

AccountsQuery AccountsQuery::parse(http::Form const& query)
{
    AccountsQuery asked;
    asked.words = web::words_of_filter(query);
    if (auto const* role = tenants::find_role(query.value("rolle")))
        asked.role = role->role.code;
    auto const standing = std::ranges::find(standing_codes, query.value("zustand"));
    if (standing != standing_codes.end())
        asked.standing = static_cast<AccountStanding>(standing - standing_codes.begin());
    asked.municipality = truncate_utf8(trim(query.value("gemeinde")), 100);
    asked.only_refused = query.value("mail") == refused_word;
    if (query.value("nach") == word_of(AccountOrder::last_login))
        asked.order = AccountOrder::last_login;
    asked.descending = query.value("ab") == "1";
    asked.page = static_cast<int>(
        std::clamp<std::int64_t>(parse_number(query.value("seite")).value_or(1), 1, most_pages));
    return asked;
}

web::ListFields AccountsQuery::fields() const
{
    web::ListFields fields;
    auto const add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            fields.emplace_back(name, value);
    };
    add("t", words);
    add("rolle", role);
    add("zustand", standing ? code_of(*standing) : std::string_view{});
    add("gemeinde", municipality);
    add("mail", only_refused ? refused_word : std::string_view{});
    add("nach", word_of(order));
    add("ab", descending ? "1" : "");
    return fields;
}

std::size_t AccountsQuery::count_filters() const
{
    return static_cast<std::size_t>(std::ranges::count(
        std::array{!words.empty(), !role.empty(), standing.has_value(), !municipality.empty(), only_refused},
        true));
}

web::StaffList const account_list{
    .code = "staff.accounts",
    .path = "konten",
    .title = "staff.accounts.title"_msg,
    .read = [](http::Form const& query) {
        auto asked = AccountsQuery::parse(query);
        asked.words.clear();
        return asked.fields();
    }};

std::vector<ListedAccount> chosen_accounts(
    std::vector<ListedAccount> all, AccountsQuery const& query, std::vector<tenants::Body> const& bodies,
    i18n::Language language)
{
    auto const folded = search::folded_text(query.words);
    auto const body = std::ranges::find(bodies, query.municipality, &tenants::Body::slug);
    auto const municipality
        = body == bodies.end() ? std::nullopt : std::optional(Scope::of_owner(body->id.value));
    std::erase_if(
        all, [&](ListedAccount const& listed) { return !is_meant(listed, query, folded, municipality); });
    auto const& collator = i18n::Collator::of(language);
    std::ranges::stable_sort(
        all, {}, [&](ListedAccount const& listed) { return collator.sort_key(listed.account.name); });
    if (query.order == AccountOrder::last_login) // who never came comes first
        std::ranges::stable_sort(
            all, {}, [](ListedAccount const& listed) { return listed.account.last_login_at; });
    if (query.descending)
        std::ranges::reverse(all);
    return all;
}

} // namespace kommin::staff
