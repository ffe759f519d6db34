#include "modules/staff/accounts.hpp"

#include "modules/staff/account_notices.hpp"
#include "modules/staff/link_mails.hpp"
#include "modules/staff/permissions.hpp"
#include "modules/tenants/api.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/identity/account_store.hpp"

#include <algorithm>

namespace kommin::staff {

namespace {

using identity::AccountId;

Result<void> require(Work const& work, Permission permission)
{
    if (!work.actor().may(permission, Scope::whole_tenant()))
        return Problem::not_found("identity.problem.unknown"_msg);
    return {};
}

bool is_administrator(Grant const& grant)
{
    return grant.role == tenants::administrator.code && grant.scope.is_whole_tenant();
}

// Somebody must always be able to let people in.
bool has_other_administrator(Work& work, AccountId account)
{
    auto const accounts = identity::list_accounts(work.db(), work.tenant());
    return std::ranges::any_of(
        identity::list_all_grants(work.db(), work.tenant()), [&](identity::AccountGrant const& held) {
            auto const owner = std::ranges::find(accounts, held.account, &identity::Account::id);
            return held.account != account && is_administrator(held.grant) && owner != accounts.end()
                && owner->state == identity::AccountState::active;
        });
}

Problem last_administrator()
{
    return Problem::conflict("roles", "staff.problem.last_administrator"_msg);
}

bool holds_administration(Work& work, AccountId account)
{
    return std::ranges::any_of(identity::list_grants(work.db(), work.tenant(), account), is_administrator);
}

}

Result<void> check_grants(db::Connection& db, TenantId tenant, std::vector<Grant> const& grants)
{
    auto const bodies = tenants::list_bodies(db, tenant);
    for (auto const& grant : grants) {
        auto const* role = tenants::find_role(grant.role);
        if (role == nullptr)
            return Problem::invalid("roles", "staff.problem.role"_msg);
        bool const is_for_body = !grant.scope.is_whole_tenant();
        if ((is_for_body && role->reach == tenants::RoleReach::district)
            || (!is_for_body && role->reach == tenants::RoleReach::municipality))
            return Problem::invalid("roles", "staff.problem.role_reach"_msg);
        bool const exists = !is_for_body || std::ranges::any_of(bodies, [&](tenants::Body const& body) {
            return body.id.value == grant.scope.owner();
        });
        if (!exists)
            return Problem::invalid("roles", "staff.problem.role_reach"_msg);
    }
    return {};
}

Result<AccountId> invite_colleague(
    Work& work, identity::NewAccount const& account, std::string_view site_address)
{
    TRY(require(work, manage_accounts));
    TRY(check_grants(work.db(), work.tenant(), account.grants));
    auto const id = TRY(identity::invite_account(work, account));
    enqueue_invitation(work, id, site_address);
    return id;
}

Result<void> invite_again(Work& work, AccountId account, std::string_view site_address)
{
    TRY(require(work, manage_accounts));
    auto const found = identity::find_account(work.db(), work.tenant(), account);
    if (!found || found->state != identity::AccountState::invited)
        return Problem::not_found("identity.problem.unknown"_msg);
    enqueue_invitation(work, account, site_address);
    work.audit("staff.account.invited_again", "account", account);
    return {};
}

Result<void> change_grants(
    Work& work, AccountId account, std::int64_t expected_version, std::vector<Grant> const& grants,
    std::string_view site_address)
{
    TRY(require(work, manage_accounts));
    TRY(check_grants(work.db(), work.tenant(), grants));
    if (holds_administration(work, account) && std::ranges::none_of(grants, is_administrator)
        && !has_other_administrator(work, account))
        return last_administrator();
    TRY(identity::set_grants(work, account, expected_version, grants));
    enqueue_notice(work, {.account = account, .notice = Notice::roles_changed, .site_address = site_address});
    return {};
}

Result<void> change_details(
    Work& work, AccountId account, std::int64_t expected_version, identity::AccountDetails const& details,
    std::string_view site_address)
{
    TRY(require(work, manage_accounts));
    auto const before = identity::find_account(work.db(), work.tenant(), account);
    TRY(identity::change_account(work, account, expected_version, details));
    if (identity::email_key(before->email) == identity::email_key(details.email))
        return {};
    enqueue_notice(
        work,
        {.account = account,
         .notice = Notice::email_left,
         .site_address = site_address,
         .address = before->email});
    if (before->state == identity::AccountState::invited)
        enqueue_invitation(work, account, site_address);
    else
        enqueue_notice(
            work, {.account = account, .notice = Notice::email_changed, .site_address = site_address});
    return {};
}

Result<void> change_own_details(Work& work, std::int64_t expected_version, identity::AccountDetails details)
{
    AccountId const own{work.actor().id()};
    auto const account = identity::find_account(work.db(), work.tenant(), own);
    if (!account)
        return Problem::not_found("identity.problem.unknown"_msg);
    details.email = account->email;
    return identity::change_account(work, own, expected_version, details);
}

Result<void> block_colleague(Work& work, AccountId account)
{
    TRY(require(work, manage_accounts));
    if (holds_administration(work, account) && !has_other_administrator(work, account))
        return last_administrator();
    return identity::block_account(work, account);
}

Result<void> unblock_colleague(Work& work, AccountId account)
{
    TRY(require(work, manage_accounts));
    return identity::unblock_account(work, account);
}

Result<void> remove_second_factor_of(Work& work, AccountId account, std::string_view site_address)
{
    TRY(require(work, manage_accounts));
    if (!identity::find_account(work.db(), work.tenant(), account))
        return Problem::not_found("identity.problem.unknown"_msg);
    identity::remove_second_factor(work, account);
    enqueue_notice(
        work, {.account = account, .notice = Notice::second_factor_removed, .site_address = site_address});
    return {};
}

Result<void> erase_colleague(Work& work, AccountId account)
{
    TRY(require(work, manage_accounts));
    auto const tenant = tenants::find_tenant(work.db(), work.tenant()).value();
    auto const& texts = i18n::Texts::of(tenant.source_language);
    return identity::erase_account(work, account, texts("staff.account.erased"_msg));
}

} // namespace kommin::staff
