#include "platform/identity/account.hpp"

#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/transaction.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/identity/login_watch.hpp"
#include "platform/identity/password_policy.hpp"
#include "platform/identity/session.hpp"
#include "platform/identity/session_store.hpp"
#include "platform/identity/throttle.hpp"
#include "platform/identity/totp.hpp"
#include "platform/identity/unsaved_entries_store.hpp"
#include "platform/json/json.hpp"
#include "platform/mail/mail.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace kommin::identity {

namespace {

constexpr std::size_t longest_line = 200;
constexpr int recovery_codes = 10;

audit::Facts facts_of(std::vector<Grant> const& grants)
{
    json::Value::Array roles;
    for (auto const& grant : grants) {
        json::Value::Object role{{"role", grant.role}};
        if (!grant.scope.is_whole_tenant())
            role.emplace_back("body", grant.scope.owner());
        roles.emplace_back(std::move(role));
    }
    return {{"roles", std::move(roles)}};
}

// In a transaction of its own, which fails inside of another: whoever calls is about to take long.
template<class Question>
std::invoke_result_t<Question&> read_at_once(db::Connection& db, Question&& question)
{
    db::Transaction transaction(db, db::Transaction::Kind::read);
    auto result = question();
    transaction.commit();
    return result;
}

Problem changed_meanwhile()
{
    return Problem::conflict({}, "identity.problem.changed_meanwhile"_msg);
}

// One that has not been erased.
Result<Account> find_present(Work& work, AccountId id)
{
    auto account = find_account(work.db(), work.tenant(), id);
    if (!account || account->is_erased())
        return Problem::not_found("identity.problem.unknown"_msg);
    return std::move(*account);
}

// As it may be stored.
Result<AccountDetails> checked(AccountDetails const& entered)
{
    auto const email = trim(entered.email);
    if (!mail::is_address(email)) // what cannot be written to gets no invitation
        return Problem::invalid("email", "identity.problem.email"_msg);
    if (trim(entered.name).empty() || entered.name.size() > longest_line)
        return Problem::invalid("name", "identity.problem.name"_msg);
    return AccountDetails{std::string(email), std::string(trim(entered.name)), entered.language};
}

Problem wrong_password()
{
    return Problem::invalid("current", "identity.problem.current_password"_msg);
}

std::optional<Account> find_account_of_link(
    db::Connection& db, TenantId tenant, std::string_view token_hash, Instant now)
{
    auto const link = find_link(db, tenant, token_hash, now);
    auto account = link ? find_account(db, tenant, link->account) : std::nullopt;
    return account && account->state != AccountState::blocked ? std::move(account) : std::nullopt;
}

Result<HashedPassword> hash_password_of(
    Account const& owner, Secrets const& secrets, std::string_view password, PasswordRules const& rules)
{
    std::vector<std::string> const about{owner.email, owner.name, std::string(rules.site_name)};
    TRY(check_new_password(password, about, "password"));
    if (rules.leaked != nullptr && rules.leaked->contain(password))
        return Problem::invalid("password", "identity.password.leaked"_msg);
    return sealed_password(secrets, owner.id, crypto::hash_password(password));
}

}

Secrets Secrets::of(crypto::Key const& server_key)
{
    return {
        server_key.derive("second factors"), server_key.derive("password hashes"),
        server_key.derive("login throttles")};
}

std::string sealing_context(AccountId account)
{
    return "account:" + std::to_string(account.value) + ":totp";
}

std::string password_context(AccountId account)
{
    return "account:" + std::to_string(account.value) + ":password";
}

HashedPassword sealed_password(Secrets const& secrets, AccountId account, std::string_view hash)
{
    return {crypto::seal(secrets.passwords, hash, password_context(account))};
}

std::string open_password(Secrets const& secrets, AccountId account, std::string_view stored)
{
    if (crypto::is_password_hash(stored))
        return std::string(stored);
    return crypto::open_sealed(secrets.passwords, stored, password_context(account)).value_or("");
}

std::string email_key(std::string_view email)
{
    return ascii_lower(trim(email));
}

Result<AccountId> invite_account(Work& work, NewAccount const& account)
{
    auto const details = TRY(checked({account.email, account.name, account.language}));
    NewAccount const stored{details.email, details.name, details.language, {}};
    auto const id = insert_account(work.db(), work.tenant(), stored, crypto::random_token(12), work.now());
    if (!id)
        return Problem::conflict("email", "identity.problem.email_taken"_msg);
    replace_grants(work.db(), work.tenant(), *id, account.grants, work.actor().code(), work.now());
    work.audit("identity.account.invited", "account", *id, {}, facts_of(account.grants));
    return *id;
}

Result<void> change_account(
    Work& work, AccountId id, std::int64_t expected_version, AccountDetails const& entered)
{
    auto const account = TRY(find_present(work, id));
    auto const details = TRY(checked(entered));
    auto const owner = find_account_by_email(work.db(), work.tenant(), email_key(details.email));
    if (owner && owner->id != id)
        return Problem::conflict("email", "identity.problem.email_taken"_msg);
    if (!raise_version(work.db(), work.tenant(), id, expected_version))
        return changed_meanwhile();
    json::Value::Array changed; // which, not what: the chain cannot be erased. A language names nobody.
    audit::Facts before;
    audit::Facts after;
    if (details.name != account.name)
        changed.emplace_back("name");
    if (details.email != account.email)
        changed.emplace_back("email");
    if (details.language != account.language) {
        changed.emplace_back("language");
        before.emplace_back("language", account.language);
        after.emplace_back("language", details.language);
    }
    after.emplace_back("fields", std::move(changed));
    update_details(work.db(), work.tenant(), id, details);
    if (email_key(details.email) != email_key(account.email))
        erase_open_links_of(work.db(), work.tenant(), id); // in a mailbox that is no longer theirs
    work.audit("identity.account.changed", "account", id, std::move(before), std::move(after));
    return {};
}

Result<void> erase_account(Work& work, AccountId id, std::string_view name_instead)
{
    auto const account = TRY(find_present(work, id));
    auto const credentials = find_credentials(work.db(), work.tenant(), id);
    bool const was_never_used = credentials->password_hash.empty();
    if (!was_never_used && account.state != AccountState::blocked)
        return Problem::conflict({}, "identity.problem.not_blocked"_msg);
    erase_person(work.db(), work.tenant(), id, name_instead, work.now());
    work.audit(was_never_used ? "identity.invitation.withdrawn" : "identity.account.erased", "account", id);
    return {};
}

std::string make_link(Work& work, AccountId account, LinkPurpose purpose)
{
    auto token = crypto::random_token(24);
    auto const lasts
        = purpose == LinkPurpose::invitation ? std::chrono::hours(invitation_lasts) : new_password_link_lasts;
    replace_link(
        work.db(), work.tenant(), account, purpose, crypto::sha256_hex(token), work.now(),
        work.now() + lasts);
    work.audit(
        purpose == LinkPurpose::invitation ? "identity.link.invitation" : "identity.link.new_password",
        "account", account);
    return token;
}

bool is_link_open(db::Connection& db, TenantId tenant, std::string_view token, Instant now)
{
    return find_link(db, tenant, crypto::sha256_hex(token), now).has_value();
}

Result<ProvenPassword> prove_password(
    WorkContext const& context, Secrets const& secrets, AccountId account, std::string_view password)
{
    auto& db = context.connection;
    auto credentials = read_at_once(db, [&] {
                           return find_credentials(db, context.tenant, account);
                       }).value_or(Credentials{});
    auto const counter = counter_of(secrets, "current password", std::to_string(account.value), for_account);
    TRY(begin_try(context, {counter}));
    if (!crypto::verify_password(open_password(secrets, account, credentials.password_hash), password)) {
        note_refusal(Refusal::current_password, {counter});
        return wrong_password();
    }
    TRY(run_use_case(context, [&](Work& work) -> Result<void> {
        erase_failures(work.db(), work.tenant(), counter.key);
        return {};
    }));
    return ProvenPassword{std::move(credentials.password_hash)};
}

Result<HashedPassword> hash_new_password(
    db::Connection& db, TenantId tenant, Secrets const& secrets, AccountId account, std::string_view password,
    PasswordRules const& rules)
{
    auto const owner = read_at_once(db, [&] { return find_account(db, tenant, account); });
    if (!owner)
        return Problem::not_found("identity.problem.unknown"_msg);
    return hash_password_of(*owner, secrets, password, rules);
}

Result<HashedPassword> hash_password_for_link(
    db::Connection& db, TenantId tenant, Secrets const& secrets, std::string_view token,
    std::string_view password, PasswordRules const& rules, Instant now)
{
    auto const owner
        = read_at_once(db, [&] { return find_account_of_link(db, tenant, crypto::sha256_hex(token), now); });
    if (!owner)
        return Problem::not_found("identity.problem.link"_msg);
    return hash_password_of(*owner, secrets, password, rules);
}

Result<PasswordSet> set_password_by_link(Work& work, std::string_view token, HashedPassword const& password)
{
    auto const hash = crypto::sha256_hex(token);
    auto const account = find_account_of_link(work.db(), work.tenant(), hash, work.now());
    if (!account || !use_link(work.db(), work.tenant(), hash, work.now()))
        return Problem::not_found("identity.problem.link"_msg);
    update_password(work.db(), work.tenant(), account->id, password.hash, AccountState::active);
    erase_open_links_of(work.db(), work.tenant(), account->id);
    erase_sessions_of(work.db(), work.tenant(), account->id, {});
    erase_devices_of(
        work.db(), work.tenant(), account->id, {}); // whoever knew the old password may have some
    auto device = new_known_device(work, account->id);
    work.audit("identity.password.set", "account", account->id);
    return PasswordSet{account->id, std::move(device)};
}

Result<void> change_password(
    Work& work, AccountId id, KeptBrowser const& kept, ProvenPassword const& current,
    HashedPassword const& password)
{
    TRY(check_still_proven(work, id, current));
    update_password(work.db(), work.tenant(), id, password.hash, AccountState::active);
    erase_open_links_of(work.db(), work.tenant(), id); // perhaps somebody else has asked for them
    erase_sessions_of(work.db(), work.tenant(), id, SessionId{kept.session});
    erase_devices_of(
        work.db(), work.tenant(), id, kept.device_token.empty() ? "" : crypto::sha256_hex(kept.device_token));
    work.audit("identity.password.changed", "account", id);
    return {};
}

Result<void> check_still_proven(Work& work, AccountId account, ProvenPassword const& password)
{
    auto const credentials = find_credentials(work.db(), work.tenant(), account);
    if (!credentials || credentials->state != AccountState::active
        || credentials->password_hash != password.hash)
        return wrong_password();
    return {};
}

SecondFactorStart start_second_factor(Secrets const& secrets, AccountId account)
{
    auto secret = new_totp_secret();
    auto sealed = crypto::seal(secrets.second_factors, secret, sealing_context(account));
    return {std::move(secret), std::move(sealed)};
}

std::optional<SecondFactorStart> resume_second_factor(
    Secrets const& secrets, AccountId account, std::string_view sealed)
{
    auto secret = crypto::open_sealed(secrets.second_factors, sealed, sealing_context(account));
    if (!secret)
        return std::nullopt;
    return SecondFactorStart{std::move(*secret), std::string(sealed)};
}

std::string hashed_recovery_code(std::string_view code)
{
    auto const salt = crypto::hex(crypto::random_bytes(8));
    return salt + '$' + crypto::sha256_hex(salt + std::string(code));
}

bool is_recovery_code(std::string_view code, std::string_view hash)
{
    auto const end = hash.find('$');
    if (end == std::string_view::npos)
        return crypto::sha256_hex(code) == hash; // handed out before they had a salt
    auto const salt = hash.substr(0, end);
    return crypto::sha256_hex(std::string(salt) + std::string(code)) == hash.substr(end + 1);
}

Result<std::vector<std::string>> confirm_second_factor(
    Work& work, Secrets const& secrets, AccountId account, std::string_view sealed, std::string_view code)
{
    auto const secret = crypto::open_sealed(secrets.second_factors, sealed, sealing_context(account));
    auto const step = secret ? check_totp(*secret, code, work.now(), 0) : std::nullopt;
    if (!step)
        return Problem::invalid("code", "identity.problem.code"_msg);
    update_second_factor(work.db(), work.tenant(), account, sealed, *step, work.now());
    std::vector<std::string> codes;
    std::vector<std::string> hashes;
    for (int i = 0; i < recovery_codes; ++i) {
        codes.push_back(crypto::base32(crypto::random_bytes(10))); // 80 bits
        hashes.push_back(hashed_recovery_code(codes.back()));
    }
    replace_recovery_codes(work.db(), work.tenant(), account, hashes);
    work.audit("identity.second_factor.set", "account", account);
    return codes;
}

void remove_second_factor(Work& work, AccountId account)
{
    erase_second_factor(work.db(), work.tenant(), account);
    erase_sessions_of(work.db(), work.tenant(), account, {});
    work.audit("identity.second_factor.removed", "account", account);
}

Result<void> block_account(Work& work, AccountId account)
{
    TRY(find_present(work, account));
    update_state(work.db(), work.tenant(), account, AccountState::blocked);
    erase_open_links_of(work.db(), work.tenant(), account);
    erase_unsaved_of_account(work.db(), work.tenant(), account);
    erase_sessions_of(work.db(), work.tenant(), account, {});
    work.audit("identity.account.blocked", "account", account);
    return {};
}

Result<void> unblock_account(Work& work, AccountId id)
{
    TRY(find_present(work, id));
    auto const account = find_credentials(work.db(), work.tenant(), id);
    update_state(
        work.db(), work.tenant(), id,
        account->password_hash.empty() ? AccountState::invited : AccountState::active);
    work.audit("identity.account.unblocked", "account", id);
    return {};
}

Result<void> set_grants(
    Work& work, AccountId account, std::int64_t expected_version, std::vector<Grant> const& grants)
{
    TRY(find_present(work, account));
    if (!raise_version(work.db(), work.tenant(), account, expected_version))
        return changed_meanwhile();
    auto const before = list_grants(work.db(), work.tenant(), account);
    replace_grants(work.db(), work.tenant(), account, grants, work.actor().code(), work.now());
    // It may be about records that this account sees no longer.
    if (std::ranges::any_of(
            before, [&](Grant const& grant) { return std::ranges::find(grants, grant) == grants.end(); }))
        erase_unsaved_of_account(work.db(), work.tenant(), account);
    work.audit("identity.roles.changed", "account", account, facts_of(before), facts_of(grants));
    return {};
}

} // namespace kommin::identity
