#pragma once
// Logging in and staying logged in.

#include "platform/access/actor.hpp"
#include "platform/access/permission.hpp"
#include "platform/base/result.hpp"
#include "platform/identity/account.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::identity {

using SessionId = StrongId<struct SessionTag>;

// password: the second factor is still missing · complete: logged in.
enum class Stage { password, complete };
inline constexpr std::array<std::string_view, 2> stage_names{"password", "complete"};
inline std::string_view to_text(Stage stage)
{
    return name_of(stage_names, stage);
}
inline bool from_text(std::string_view text, Stage& stage)
{
    return read_name(stage_names, text, stage);
}

constexpr std::chrono::minutes second_factor_wait{10};
constexpr std::chrono::minutes idle_limit = std::chrono::hours{8}; // a working day without a click
constexpr std::chrono::hours session_limit{12};

struct Login {
    std::string email;
    std::string password;
    std::string known_device; // the token that an earlier login left on this browser; may be empty
    std::string peer; // address of the client
    std::string device; // "Firefox, Windows", for the list of one's sessions
    // The token of the session that this browser still holds, anybody's; may be empty. Its cookie is replaced
    // by this login, and what nobody can reach any more must not stay open.
    std::string former_session = {};
    LeakedPasswords const* leaked = nullptr; // where the operator provides them
};

struct LoggedIn {
    AccountId account;
    Stage stage = Stage::complete;
    std::string session_token; // for the cookie; stored as a hash only
    std::string device_token; // likewise; empty while the second factor is missing
    bool is_new_browser = false; // this account was logged in before, but never from here
};

// Called when a login is complete, in its transaction: what it stores is stored together with the session,
// and where it throws nobody is logged in and no one-time password is used up.
using AfterLogin = std::function<void(Work&, LoggedIn const&)>;

// Called in a transaction of its own when somebody who knows the password sends a one-time password that was
// used already: somebody may have looked over a shoulder.
using AfterRepeatedCode = std::function<void(Work&, AccountId)>;

// The second step. `session_token`: of the half login; `peer` and `known_device` as above.
struct SecondStep {
    std::string_view session_token;
    std::string_view code; // one-time password or recovery code
    std::string_view peer;
    std::string_view known_device = {};
};

// Unknown address, wrong password, blocked account and account without password are one and the same problem
// ("identity.login.failed") and take the same time. Too many failures: unavailable ("identity.login.wait")
// with the minutes; counted per network, and per account among browsers that were never logged in to it, so
// that a stranger who guesses does not lock out the owner. The right password opens nothing where it was
// leaked
// ("identity.login.leaked"): whoever reads the mails of the account sets another one. Runs its own units of
// work.
Result<LoggedIn> log_in(
    WorkContext const& context, Secrets const& secrets, Login const& login, AfterLogin const& after = {});

// Gives new tokens. Problems as above; a code that was used already is refused as a wrong one is.
Result<LoggedIn> confirm_login(
    WorkContext const& context, Secrets const& secrets, SecondStep const& step, AfterLogin const& after = {},
    AfterRepeatedCode const& after_repeated = {});

// Somebody who is logged in (or half so), as each request reads it anew: roles that were taken away are gone.
struct Person {
    AccountId account;
    SessionId session;
    std::string name;
    std::string email;
    std::string language;
    Stage stage = Stage::complete;
    bool has_second_factor = false;
    // A role of this person opens personal data, and there is no second factor: no rights until there is.
    bool needs_second_factor = false;
    std::vector<Grant> grants;
    std::string form_token; // against forged forms; belongs to the session

    // With the rights of the grants; none before the login is complete.
    [[nodiscard]] Actor actor(std::span<PermissionRule const> rules) const;
};

// Whoever acted under this Actor::code(), with what they may do by now: for what was decided earlier. Nothing
// for an account that is gone or blocked, and for the public.
std::optional<Actor> find_actor(
    db::Connection& db, TenantId tenant, std::string_view code, std::span<PermissionRule const> rules);

// Nothing: no such session, or it has ended, also for want of a click for that long. Notes at most once a
// minute that it is used.
std::optional<Person> find_person(
    db::Connection& db, TenantId tenant, std::string_view session_token,
    std::span<PermissionRule const> rules, Instant now, std::chrono::minutes idle = idle_limit);

struct OpenSession {
    SessionId id;
    std::string device;
    Instant created_at;
    Instant last_seen_at;
};
std::vector<OpenSession> list_sessions(
    db::Connection& db, TenantId tenant, AccountId account, Instant now,
    std::chrono::minutes idle = idle_limit);

// From now on the browser with this token is one that the account was used with: only its own failures make
// it wait. Returns the token, which is stored as a hash.
std::string new_known_device(Work& work, AccountId account);

void log_out(Work& work, AccountId account, SessionId session);
// One of one's own, on another device. Problem: not_found.
Result<void> end_session(Work& work, AccountId account, SessionId session);
// All but that one (an unstored id: all). Returns how many.
int end_other_sessions(Work& work, AccountId account, SessionId kept);

// What nobody needs any more: sessions and links that have ended, counters of failures a day old, devices not
// seen for a year, what was typed two weeks ago and never saved.
void erase_ended(Work& work);

} // namespace kommin::identity
