#include "modules/staff/account_records.hpp"

#include "platform/identity/account_store.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::staff {

namespace {

constexpr int most_changes = 200; // of each kind

// The beginnings of the actions that change an account.
constexpr std::array<std::string_view, 6> changing_actions{
    "identity.account",       "identity.roles",    "identity.invitation",
    "identity.second_factor", "identity.password", "staff.account.invited_again"};

std::vector<audit::StoredEntry> list_changes(
    db::Connection& db, TenantId tenant, identity::AccountId account, int limit)
{
    std::vector<audit::StoredEntry> changes;
    for (auto const action : changing_actions) {
        auto found = audit::list_entries(
            db, tenant,
            {.action = std::string(action), .subject_kind = "account", .subject_id = account.value},
            std::nullopt, limit);
        std::ranges::move(found, std::back_inserter(changes));
    }
    std::ranges::sort(changes, std::ranges::greater{}, &audit::StoredEntry::sequence);
    return changes;
}

// Whoever is blocked gets no mails, and an erased account has no address.
bool is_written_to(identity::Account const& account)
{
    auto const standing = standing_of(account);
    return standing == AccountStanding::invited || standing == AccountStanding::active;
}

void add_refusals(db::Connection& db, TenantId tenant, std::vector<ListedAccount>& listed)
{
    std::vector<std::string> addresses;
    for (auto const& one : listed) {
        if (is_written_to(one.account))
            addresses.push_back(one.account.email);
    }
    auto const refused = post::find_refused_among(db, tenant, addresses);
    for (auto& one : listed) {
        auto const found = refused.find(one.account.email);
        if (found != refused.end() && is_written_to(one.account))
            one.refused = found->second;
    }
}

}

std::vector<ListedAccount> list_accounts_of(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) {
        std::map<identity::AccountId, std::vector<Grant>> grants;
        for (auto& held : identity::list_all_grants(db, call.site.tenant))
            grants[held.account].push_back(std::move(held.grant));
        std::vector<ListedAccount> all;
        for (auto& account : identity::list_accounts(db, call.site.tenant)) {
            auto const id = account.id;
            all.push_back({std::move(account), std::move(grants[id])});
        }
        add_refusals(db, call.site.tenant, all);
        return all;
    });
}

std::int64_t count_unreachable_accounts(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) -> std::int64_t {
        auto const tenant = call.site.tenant;
        if (post::count_refused_addresses(db, tenant) == 0)
            return 0; // nearly always, and "Heute" is opened often
        std::vector<std::string> addresses;
        for (auto const& account : identity::list_accounts(db, tenant)) {
            if (is_written_to(account))
                addresses.push_back(account.email);
        }
        return std::ssize(post::find_refused_among(db, tenant, addresses));
    });
}

std::vector<tenants::Body> bodies_of(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) { return tenants::list_bodies(db, call.site.tenant); });
}

std::optional<ShownAccount> find_shown(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) -> std::optional<ShownAccount> {
        auto const tenant = call.site.tenant;
        auto account = identity::find_account_by_public_id(db, tenant, call.path["konto"]);
        if (!account)
            return std::nullopt;
        auto grants = identity::list_grants(db, tenant, account->id);
        std::vector<ListedAccount> listed{{std::move(*account), std::move(grants)}};
        add_refusals(db, tenant, listed);
        return ShownAccount{.listed = std::move(listed.front()), .bodies = tenants::list_bodies(db, tenant)};
    });
}

ShownAccount with_last_change(web::Call const& call, ShownAccount shown)
{
    return web::read(call, [&](db::Connection& db) {
        auto changes = list_changes(db, call.site.tenant, shown.listed.account.id, 1);
        if (!changes.empty())
            shown.last_change = std::move(changes.front());
        shown.authors = web::list_authors(db, call.site.tenant);
        return std::move(shown);
    });
}

std::optional<audit::StoredEntry> find_last_change(
    web::Call const& call, identity::AccountId account, std::string_view action)
{
    auto found = web::read(call, [&](db::Connection& db) {
        return audit::list_entries(
            db, call.site.tenant,
            {.action = std::string(action), .subject_kind = "account", .subject_id = account.value},
            std::nullopt, 1);
    });
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<audit::StoredEntry> list_account_changes(web::Call const& call, identity::AccountId account)
{
    return web::read(
        call, [&](db::Connection& db) { return list_changes(db, call.site.tenant, account, most_changes); });
}

} // namespace kommin::staff
