#pragma once
// Accounts of people who work with the program, and what happens to them. Who may do it is asked by the
// caller; every use case here leaves an audit entry.

#include "platform/access/permission.hpp"
#include "platform/access/rights.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/result.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/crypto/seal.hpp"
#include "platform/identity/leaked_passwords.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::identity {

using AccountId = StrongId<struct AccountTag>;

// invited: no password yet · active · blocked: cannot log in, keeps its past.
enum class AccountState { invited, active, blocked };
inline constexpr std::array<std::string_view, 3> account_state_names{"invited", "active", "blocked"};
inline std::string_view to_text(AccountState state)
{
    return name_of(account_state_names, state);
}
inline bool from_text(std::string_view text, AccountState& state)
{
    return read_name(account_state_names, text, state);
}

// The keys of the server, which are not in the database.
struct Secrets {
    crypto::Key second_factors; // seals the secrets of one-time passwords
    crypto::Key passwords; // seals their hashes: a stolen database alone lets nobody try passwords
    crypto::Key throttles; // hides addresses in the counters of failed logins
    static Secrets of(crypto::Key const& server_key);
};

// What the sealed secret of a second factor belongs to: it opens at this account only.
std::string sealing_context(AccountId account);
// The same of the hash of a password.
std::string password_context(AccountId account);

struct Account {
    AccountId id;
    std::string public_id; // for addresses of pages
    std::string email;
    std::string name;
    std::string language; // of the pages and mails: "de", "en"
    AccountState state = AccountState::invited;
    std::optional<Instant> second_factor_since;
    Instant created_at;
    std::optional<Instant> last_login_at;
    std::int64_t version = 1; // rises with every change by a person
    std::optional<Instant> erased_at = std::nullopt; // nothing personal is left of it

    [[nodiscard]] bool is_erased() const { return erased_at.has_value(); }
    [[nodiscard]] bool has_second_factor() const { return second_factor_since.has_value(); }
};

// What a mailed link is for.
enum class LinkPurpose { invitation, new_password };
inline constexpr std::array<std::string_view, 2> link_purpose_names{"invitation", "new_password"};
inline std::string_view to_text(LinkPurpose purpose)
{
    return name_of(link_purpose_names, purpose);
}
inline bool from_text(std::string_view text, LinkPurpose& purpose)
{
    return read_name(link_purpose_names, text, purpose);
}
constexpr std::chrono::days invitation_lasts{7};
constexpr std::chrono::hours new_password_link_lasts{1};

// The address as it is compared: lower case, without blanks around it.
std::string email_key(std::string_view email);

struct NewAccount {
    std::string email;
    std::string name;
    std::string language = "de";
    std::vector<Grant> grants;
};

// What an account says of its person.
struct AccountDetails {
    std::string email;
    std::string name;
    std::string language;
};

// An account without password. Problems: "email" (none, too long, taken), "name".
Result<AccountId> invite_account(Work& work, NewAccount const& account);

// Another address voids the links that were mailed to the one before. Problems: not_found; "email" and "name"
// as above; a conflict where somebody else has changed the account meanwhile.
Result<void> change_account(
    Work& work, AccountId id, std::int64_t expected_version, AccountDetails const& entered);

// Nothing personal is left of a person who has left, or who never came: the row stays, emptied, because its
// number stands in the audit chain and must not be given to anybody else. `name_instead`: what stands for the
// name from now on. Problems: not_found; a conflict for an account with which somebody can still log in.
Result<void> erase_account(Work& work, AccountId id, std::string_view name_instead);

// A new link; those before it for the same purpose are void. Returns the token, which is stored nowhere.
std::string make_link(Work& work, AccountId account, LinkPurpose purpose);

// Whether a mailed link can still be used.
bool is_link_open(db::Connection& db, TenantId tenant, std::string_view token, Instant now);

// Passwords take their time on purpose, and all works of a district would wait for it: they are proven and
// hashed first, by the three functions that take a connection, and only then does a work begin. Inside of a
// transaction those throw db::Error.

// Somebody knew the password of an account. Counts while that password is stored.
struct ProvenPassword {
    std::string hash;
};
// A password that may be stored: its hash, sealed for one account.
struct HashedPassword {
    std::string hash;
};
// As it is stored; `hash`: of crypto::hash_password().
HashedPassword sealed_password(Secrets const& secrets, AccountId account, std::string_view hash);
// The hash for crypto::verify_password(). Those stored before they were sealed are as they are; what this key
// does not open is no password ("").
std::string open_password(Secrets const& secrets, AccountId account, std::string_view stored);

// Asked of somebody who is logged in, in case somebody else sits down at their browser. Problems: at
// "current"; unavailable after too many failures, as at logging in. Runs its own units of work.
Result<ProvenPassword> prove_password(
    WorkContext const& context, Secrets const& secrets, AccountId account, std::string_view password);

// For an account of which somebody is logged in. Problem at "password" as check_new_password(), and for one
// that was leaked.
Result<HashedPassword> hash_new_password(
    db::Connection& db, TenantId tenant, Secrets const& secrets, AccountId account, std::string_view password,
    PasswordRules const& rules);

// For the account of a mailed link. Problems: not_found (unknown, used, expired, account blocked),
// "password".
Result<HashedPassword> hash_password_for_link(
    db::Connection& db, TenantId tenant, Secrets const& secrets, std::string_view token,
    std::string_view password, PasswordRules const& rules, Instant now);

// Sets the password by a mailed link, uses the link up, ends all sessions of the account, and makes the
// browser known: whoever reads the mails of an account gets in at once, however many strangers keep guessing.
// Problems: not_found as above.
struct PasswordSet {
    AccountId account;
    std::string device_token; // for the cookie of the browser
};
Result<PasswordSet> set_password_by_link(Work& work, std::string_view token, HashedPassword const& password);

// Where somebody is logged in.
struct KeptBrowser {
    std::int64_t session = 0;
    std::string_view device_token = {}; // of its cookie
};
// By somebody who is logged in. Ends all other sessions, and no other browser is known any more. Problem at
// "current": it was changed meanwhile.
Result<void> change_password(
    Work& work, AccountId id, KeptBrowser const& kept, ProvenPassword const& current,
    HashedPassword const& password);

// Whether the password that was proven is still that of the account. Problem at "current".
Result<void> check_still_proven(Work& work, AccountId account, ProvenPassword const& password);

// Two steps: a sealed secret that does nothing yet, then the proof that the app has it.
struct SecondFactorStart {
    std::string secret; // to be shown once
    std::string sealed; // goes through the form
};
SecondFactorStart start_second_factor(Secrets const& secrets, AccountId account);
// The same once more, after a wrong code; nothing if it is not of this account.
std::optional<SecondFactorStart> resume_second_factor(
    Secrets const& secrets, AccountId account, std::string_view sealed);
// A recovery code as it is stored: "salt$hash". They have fewer bits than a hash alone may guard.
std::string hashed_recovery_code(std::string_view code);
bool is_recovery_code(std::string_view code, std::string_view hash);

// Returns ten recovery codes, shown once and stored as hashes. Problems: "code".
Result<std::vector<std::string>> confirm_second_factor(
    Work& work, Secrets const& secrets, AccountId account, std::string_view sealed, std::string_view code);
// For whoever has lost it: at the next login it has to be set up anew where a role asks for it.
void remove_second_factor(Work& work, AccountId account);

// Ends the sessions and forgets what was typed and not saved, too. Problems of both: not_found, also of an
// erased account.
Result<void> block_account(Work& work, AccountId account);
Result<void> unblock_account(Work& work, AccountId id);

// Replaces the roles; with one that is taken away goes what was typed and not saved. Problems: not_found, a
// conflict where somebody else has changed the account meanwhile.
Result<void> set_grants(
    Work& work, AccountId account, std::int64_t expected_version, std::vector<Grant> const& grants);

} // namespace kommin::identity
