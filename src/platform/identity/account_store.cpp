#include "platform/identity/account_store.hpp"

#include "platform/access/rights.hpp"
#include "platform/identity/unsaved_entries_store.hpp"

#include <map>
#include <utility>

namespace kommin::identity {

namespace {

Scope scope_of(std::optional<std::int64_t> body)
{
    return body ? Scope::of_owner(*body) : Scope::whole_tenant();
}

std::optional<std::int64_t> body_of(Scope scope)
{
    return scope.is_whole_tenant() ? std::nullopt : std::optional(scope.owner());
}

}

std::optional<Account> find_account(db::Connection& db, TenantId tenant, AccountId id)
{
    return db.find<Account>(
        "SELECT id, public_id, email, name, language, state, totp_confirmed_at, created_at, last_login_at,"
        " version, erased_at FROM accounts WHERE tenant_id = ? AND id = ?",
        tenant, id);
}

std::optional<Account> find_account_by_public_id(
    db::Connection& db, TenantId tenant, std::string_view public_id)
{
    return db.find<Account>(
        "SELECT id, public_id, email, name, language, state, totp_confirmed_at, created_at, last_login_at,"
        " version, erased_at FROM accounts WHERE tenant_id = ? AND public_id = ?",
        tenant, public_id);
}

std::optional<Account> find_account_by_email(db::Connection& db, TenantId tenant, std::string_view key)
{
    return db.find<Account>(
        "SELECT id, public_id, email, name, language, state, totp_confirmed_at, created_at, last_login_at,"
        " version, erased_at FROM accounts WHERE tenant_id = ? AND email_key = ?",
        tenant, key);
}

std::vector<Account> list_accounts(db::Connection& db, TenantId tenant)
{
    return db.list<Account>(
        "SELECT id, public_id, email, name, language, state, totp_confirmed_at, created_at, last_login_at,"
        " version, erased_at FROM accounts WHERE tenant_id = ? ORDER BY name, id",
        tenant);
}

std::optional<Credentials> find_credentials(db::Connection& db, TenantId tenant, AccountId id)
{
    return db.find<Credentials>(
        "SELECT id, name, email, state, password_hash, totp_secret, totp_confirmed_at, totp_last_step"
        " FROM accounts WHERE tenant_id = ? AND id = ?",
        tenant, id);
}

std::optional<AccountId> insert_account(
    db::Connection& db, TenantId tenant, NewAccount const& account, std::string_view public_id, Instant now)
{
    return db.find<AccountId>(
        "INSERT INTO accounts (tenant_id, public_id, email, email_key, name, language, state, password_hash,"
        " totp_secret, totp_last_step, created_at, version)"
        " VALUES (?, ?, ?, ?, ?, ?, 'invited', '', '', 0, ?, 1)"
        " ON CONFLICT (tenant_id, email_key) DO NOTHING RETURNING id",
        tenant, public_id, account.email, email_key(account.email), account.name, account.language, now);
}

void update_password(
    db::Connection& db, TenantId tenant, AccountId id, std::string_view hash, AccountState state)
{
    db.execute(
        "UPDATE accounts SET password_hash = ?, state = ? WHERE tenant_id = ? AND id = ?", hash, state,
        tenant, id);
}

void update_details(db::Connection& db, TenantId tenant, AccountId id, AccountDetails const& details)
{
    db.execute(
        "UPDATE accounts SET email = ?, email_key = ?, name = ?, language = ? WHERE tenant_id = ? AND id = ?",
        details.email, email_key(details.email), details.name, details.language, tenant, id);
}

void erase_person(
    db::Connection& db, TenantId tenant, AccountId id, std::string_view name_instead, Instant now)
{
    // No address has a colon in front of an @: the key is free for nobody, and the address for somebody new.
    db.execute(
        "UPDATE accounts SET email = '', email_key = 'erased:' || public_id, name = ?, state = 'blocked',"
        " password_hash = '', totp_secret = '', totp_last_step = 0, totp_confirmed_at = NULL,"
        " last_login_at = NULL, erased_at = ?, version = version + 1 WHERE tenant_id = ? AND id = ?",
        name_instead, now, tenant, id);
    db.execute("DELETE FROM account_roles WHERE tenant_id = ? AND account_id = ?", tenant, id);
    db.execute("DELETE FROM account_recovery_codes WHERE tenant_id = ? AND account_id = ?", tenant, id);
    db.execute("DELETE FROM account_links WHERE tenant_id = ? AND account_id = ?", tenant, id);
    db.execute("DELETE FROM account_views WHERE tenant_id = ? AND account_id = ?", tenant, id);
    erase_unsaved_of_account(db, tenant, id);
    db.execute("DELETE FROM sessions WHERE tenant_id = ? AND account_id = ?", tenant, id);
    db.execute("DELETE FROM known_devices WHERE tenant_id = ? AND account_id = ?", tenant, id);
}

void update_state(db::Connection& db, TenantId tenant, AccountId id, AccountState state)
{
    db.execute(
        "UPDATE accounts SET state = ?, version = version + 1 WHERE tenant_id = ? AND id = ?", state, tenant,
        id);
}

bool raise_version(db::Connection& db, TenantId tenant, AccountId id, std::int64_t expected)
{
    return db.execute(
               "UPDATE accounts SET version = version + 1 WHERE tenant_id = ? AND id = ? AND version = ?",
               tenant, id, expected)
        == 1;
}

void update_second_factor(
    db::Connection& db, TenantId tenant, AccountId id, std::string_view sealed, std::int64_t step,
    Instant now)
{
    db.execute(
        "UPDATE accounts SET totp_secret = ?, totp_last_step = ?, totp_confirmed_at = ?"
        " WHERE tenant_id = ? AND id = ?",
        sealed, step, now, tenant, id);
}

std::vector<SealedSecrets> list_sealed_secrets(db::Connection& db, TenantId tenant)
{
    return db.list<SealedSecrets>(
        "SELECT id, totp_secret, password_hash FROM accounts"
        " WHERE tenant_id = ? AND (totp_secret <> '' OR password_hash <> '') ORDER BY id",
        tenant);
}

void update_sealed_secrets(db::Connection& db, TenantId tenant, SealedSecrets const& secrets)
{
    db.execute(
        "UPDATE accounts SET totp_secret = ?, password_hash = ? WHERE tenant_id = ? AND id = ?",
        secrets.second_factor, secrets.password, tenant, secrets.account);
}

void erase_second_factor(db::Connection& db, TenantId tenant, AccountId id)
{
    db.execute(
        "UPDATE accounts SET totp_secret = '', totp_last_step = 0, totp_confirmed_at = NULL,"
        " version = version + 1 WHERE tenant_id = ? AND id = ?",
        tenant, id);
    db.execute("DELETE FROM account_recovery_codes WHERE tenant_id = ? AND account_id = ?", tenant, id);
}

bool use_totp_step(db::Connection& db, TenantId tenant, AccountId id, std::int64_t step)
{
    return db.execute(
               "UPDATE accounts SET totp_last_step = ? WHERE tenant_id = ? AND id = ? AND totp_last_step < ?",
               step, tenant, id, step)
        == 1;
}

void note_login(db::Connection& db, TenantId tenant, AccountId id, Instant now)
{
    db.execute("UPDATE accounts SET last_login_at = ? WHERE tenant_id = ? AND id = ?", now, tenant, id);
}

std::vector<Grant> list_grants(db::Connection& db, TenantId tenant, AccountId id)
{
    struct Row {
        std::string role;
        std::optional<std::int64_t> body;
    };
    std::vector<Grant> grants;
    for (auto& row : db.list<Row>(
             "SELECT role, body_id FROM account_roles WHERE tenant_id = ? AND account_id = ? ORDER BY id",
             tenant, id))
        grants.push_back({std::move(row.role), scope_of(row.body)});
    return grants;
}

std::vector<AccountGrant> list_all_grants(db::Connection& db, TenantId tenant)
{
    struct Row {
        AccountId account;
        std::string role;
        std::optional<std::int64_t> body;
    };
    std::vector<AccountGrant> grants;
    for (auto& row : db.list<Row>(
             "SELECT account_id, role, body_id FROM account_roles WHERE tenant_id = ? ORDER BY account_id, "
             "id",
             tenant))
        grants.push_back({row.account, {std::move(row.role), scope_of(row.body)}});
    return grants;
}

std::vector<AccountThatMay> list_accounts_that_may(
    db::Connection& db, TenantId tenant, std::vector<PermissionRule> const& rules, Permission permission,
    Scope owner)
{
    std::map<AccountId, std::vector<Grant>> grants;
    for (auto& granted : list_all_grants(db, tenant))
        grants[granted.account].push_back(std::move(granted.grant));
    std::vector<AccountThatMay> found;
    for (auto& account : list_accounts(db, tenant)) {
        if (account.state == AccountState::active && !account.is_erased()
            && Rights::of(grants[account.id], rules).allows(permission, owner))
            found.push_back({account.id.value, std::move(account.name)});
    }
    return found;
}

void replace_grants(
    db::Connection& db, TenantId tenant, AccountId id, std::vector<Grant> const& grants,
    std::string_view granted_by, Instant now)
{
    db.execute("DELETE FROM account_roles WHERE tenant_id = ? AND account_id = ?", tenant, id);
    for (auto const& grant : grants)
        db.execute(
            "INSERT INTO account_roles (tenant_id, account_id, role, body_id, granted_at, granted_by)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            tenant, id, grant.role, body_of(grant.scope), now, granted_by);
}

void replace_recovery_codes(
    db::Connection& db, TenantId tenant, AccountId id, std::vector<std::string> const& hashes)
{
    db.execute("DELETE FROM account_recovery_codes WHERE tenant_id = ? AND account_id = ?", tenant, id);
    for (auto const& hash : hashes)
        db.execute(
            "INSERT INTO account_recovery_codes (tenant_id, account_id, code_hash) VALUES (?, ?, ?)", tenant,
            id, hash);
}

int count_recovery_codes(db::Connection& db, TenantId tenant, AccountId id)
{
    return static_cast<int>(db.load<std::int64_t>(
        "SELECT count(*) FROM account_recovery_codes WHERE tenant_id = ? AND account_id = ?"
        " AND used_at IS NULL",
        tenant, id));
}

std::vector<std::string> list_recovery_codes(db::Connection& db, TenantId tenant, AccountId id)
{
    return db.list<std::string>(
        "SELECT code_hash FROM account_recovery_codes WHERE tenant_id = ? AND account_id = ?"
        " AND used_at IS NULL ORDER BY id",
        tenant, id);
}

bool use_recovery_code(db::Connection& db, TenantId tenant, AccountId id, std::string_view hash, Instant now)
{
    return db.execute(
               "UPDATE account_recovery_codes SET used_at = ?"
               " WHERE tenant_id = ? AND account_id = ? AND code_hash = ? AND used_at IS NULL",
               now, tenant, id, hash)
        == 1;
}

void replace_link(
    db::Connection& db, TenantId tenant, AccountId id, LinkPurpose purpose, std::string_view token_hash,
    Instant now, Instant expires_at)
{
    db.execute(
        "DELETE FROM account_links WHERE tenant_id = ? AND account_id = ? AND purpose = ?", tenant, id,
        purpose);
    db.execute(
        "INSERT INTO account_links (tenant_id, account_id, purpose, token_hash, created_at, expires_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        tenant, id, purpose, token_hash, now, expires_at);
}

std::optional<Link> find_link(db::Connection& db, TenantId tenant, std::string_view token_hash, Instant now)
{
    return db.find<Link>(
        "SELECT account_id, purpose FROM account_links"
        " WHERE tenant_id = ? AND token_hash = ? AND used_at IS NULL AND expires_at > ?",
        tenant, token_hash, now);
}

bool use_link(db::Connection& db, TenantId tenant, std::string_view token_hash, Instant now)
{
    return db.execute(
               "UPDATE account_links SET used_at = ? WHERE tenant_id = ? AND token_hash = ? AND used_at IS "
               "NULL",
               now, tenant, token_hash)
        == 1;
}

void erase_open_links_of(db::Connection& db, TenantId tenant, AccountId id)
{
    db.execute(
        "DELETE FROM account_links WHERE tenant_id = ? AND account_id = ? AND used_at IS NULL", tenant, id);
}

void erase_links_expired_before(db::Connection& db, TenantId tenant, Instant limit)
{
    db.execute("DELETE FROM account_links WHERE tenant_id = ? AND expires_at < ?", tenant, limit);
}

} // namespace kommin::identity
