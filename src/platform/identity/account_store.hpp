#pragma once
// The SQL of accounts, roles, recovery codes and mailed links. Every function works inside the caller's
// transaction.

#include "platform/access/permission.hpp"
#include "platform/db/connection.hpp"
#include "platform/identity/account.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::identity {

// What logging in needs to know.
struct Credentials {
    AccountId id;
    std::string name;
    std::string email;
    AccountState state = AccountState::invited;
    std::string password_hash; // see sealed_password(); "": none yet
    std::string totp_secret; // sealed; "": none
    std::optional<Instant> totp_confirmed_at;
    std::int64_t totp_last_step = 0;

    [[nodiscard]] bool has_second_factor() const { return totp_confirmed_at.has_value(); }
};

std::optional<Account> find_account(db::Connection& db, TenantId tenant, AccountId id);
std::optional<Account> find_account_by_public_id(
    db::Connection& db, TenantId tenant, std::string_view public_id);
std::optional<Account> find_account_by_email(db::Connection& db, TenantId tenant, std::string_view email_key);
std::vector<Account> list_accounts(db::Connection& db, TenantId tenant); // by name
std::optional<Credentials> find_credentials(db::Connection& db, TenantId tenant, AccountId id);

// Nothing if the address is taken.
std::optional<AccountId> insert_account(
    db::Connection& db, TenantId tenant, NewAccount const& account, std::string_view public_id, Instant now);
void update_password(
    db::Connection& db, TenantId tenant, AccountId id, std::string_view hash, AccountState state);
void update_details(db::Connection& db, TenantId tenant, AccountId id, AccountDetails const& details);
// Everything that tells of the person, in this table and those that belong to the account.
void erase_person(
    db::Connection& db, TenantId tenant, AccountId id, std::string_view name_instead, Instant now);
void update_state(db::Connection& db, TenantId tenant, AccountId id, AccountState state);
// False if the account has another version by now.
bool raise_version(db::Connection& db, TenantId tenant, AccountId id, std::int64_t expected);
void update_second_factor(
    db::Connection& db, TenantId tenant, AccountId id, std::string_view sealed, std::int64_t step,
    Instant now);
// What of the accounts is sealed.
struct SealedSecrets {
    AccountId account;
    std::string second_factor; // "": none
    std::string password; // "": none; also a hash from before they were sealed
};
std::vector<SealedSecrets> list_sealed_secrets(db::Connection& db, TenantId tenant);
void update_sealed_secrets(db::Connection& db, TenantId tenant, SealedSecrets const& secrets);
void erase_second_factor(db::Connection& db, TenantId tenant, AccountId id);
// False if that step or a later one was used meanwhile.
bool use_totp_step(db::Connection& db, TenantId tenant, AccountId id, std::int64_t step);
void note_login(db::Connection& db, TenantId tenant, AccountId id, Instant now);

std::vector<Grant> list_grants(db::Connection& db, TenantId tenant, AccountId id);
struct AccountGrant {
    AccountId account;
    Grant grant;
};
std::vector<AccountGrant> list_all_grants(db::Connection& db, TenantId tenant);
// Active accounts whose roles allow that for this owner, by name: whom somebody can ask to do something
// there.
struct AccountThatMay {
    std::int64_t account;
    std::string name;
};
std::vector<AccountThatMay> list_accounts_that_may(
    db::Connection& db, TenantId tenant, std::vector<PermissionRule> const& rules, Permission permission,
    Scope owner);
void replace_grants(
    db::Connection& db, TenantId tenant, AccountId id, std::vector<Grant> const& grants,
    std::string_view granted_by, Instant now);

void replace_recovery_codes(
    db::Connection& db, TenantId tenant, AccountId id, std::vector<std::string> const& hashes);
int count_recovery_codes(db::Connection& db, TenantId tenant, AccountId id); // not used yet
// False if there is no such code or it was used.
bool use_recovery_code(db::Connection& db, TenantId tenant, AccountId id, std::string_view hash, Instant now);
std::vector<std::string> list_recovery_codes(
    db::Connection& db, TenantId tenant, AccountId id); // as hashes; not used yet

void replace_link(
    db::Connection& db, TenantId tenant, AccountId id, LinkPurpose purpose, std::string_view token_hash,
    Instant now, Instant expires_at);
struct Link {
    AccountId account;
    LinkPurpose purpose = LinkPurpose::invitation;
};
// One that is neither used nor expired.
std::optional<Link> find_link(db::Connection& db, TenantId tenant, std::string_view token_hash, Instant now);
// False if it was used meanwhile.
bool use_link(db::Connection& db, TenantId tenant, std::string_view token_hash, Instant now);
// Those of this account that nobody has used; used ones stay until they have expired.
void erase_open_links_of(db::Connection& db, TenantId tenant, AccountId id);
void erase_links_expired_before(db::Connection& db, TenantId tenant, Instant limit);

} // namespace kommin::identity
