#pragma once
// What administrators do with the accounts of others.

#include "platform/access/rights.hpp"
#include "platform/base/result.hpp"
#include "platform/identity/account.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin::staff {

// Invites by mail. Problems: not_found without the right, those of identity::invite_account(), "roles" as
// check_grants().
Result<identity::AccountId> invite_colleague(
    Work& work, identity::NewAccount const& account, std::string_view site_address);
// Once more, for whoever has lost the mail. Problems: not_found.
Result<void> invite_again(Work& work, identity::AccountId account, std::string_view site_address);

// Problems: not_found, "roles", a conflict where somebody has changed the account meanwhile, and where nobody
// would be left who can manage accounts.
// The owner is told by mail.
Result<void> change_grants(
    Work& work, identity::AccountId account, std::int64_t expected_version, std::vector<Grant> const& grants,
    std::string_view site_address);
// Name, address and language; a changed address is told to both. Whoever was invited is invited anew to the
// new one. Problems: as identity::change_account().
Result<void> change_details(
    Work& work, identity::AccountId account, std::int64_t expected_version,
    identity::AccountDetails const& details, std::string_view site_address);
// One's own; the address stays what it is.
Result<void> change_own_details(Work& work, std::int64_t expected_version, identity::AccountDetails details);

// Problems: not_found; a conflict for the last administrator.
Result<void> block_colleague(Work& work, identity::AccountId account);
Result<void> unblock_colleague(Work& work, identity::AccountId account);
// For whoever has lost phone and recovery codes. Problems: not_found.
Result<void> remove_second_factor_of(Work& work, identity::AccountId account, std::string_view site_address);
// Withdraws an invitation or erases an account that has ended; see identity::erase_account().
Result<void> erase_colleague(Work& work, identity::AccountId account);

// Whether these roles exist and can be given for these records. Problem at "roles".
Result<void> check_grants(db::Connection& db, TenantId tenant, std::vector<Grant> const& grants);

} // namespace kommin::staff
