#include "platform/identity/session.hpp"

#include "platform/base/number.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/transaction.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/identity/login_watch.hpp"
#include "platform/identity/session_store.hpp"
#include "platform/identity/throttle.hpp"
#include "platform/identity/totp.hpp"
#include "platform/identity/unsaved_entries_store.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace kommin::identity {

namespace {

constexpr std::chrono::seconds see_every{60}; // notes of use: a write per click would be one too many
constexpr std::chrono::days devices_fade{365};

Problem failed()
{
    return Problem::invalid({}, "identity.login.failed"_msg);
}

std::string form_token_of(std::string_view session_token)
{
    return crypto::sha256_hex("form\n" + std::string(session_token)).substr(0, 32);
}

struct NewSession {
    std::string token;
    SessionId id;
};

NewSession begin_session(Work& work, AccountId account, Stage stage, std::string device)
{
    auto token = crypto::random_token(32);
    auto const lasts = stage == Stage::complete ? std::chrono::minutes(session_limit) : second_factor_wait;
    auto const id = insert_session(
        work.db(), work.tenant(),
        {.id = {},
         .account = account,
         .stage = stage,
         .device = std::move(device),
         .created_at = work.now(),
         .last_seen_at = work.now(),
         .expires_at = work.now() + lasts},
        crypto::sha256_hex(token));
    return {std::move(token), id};
}

bool is_known(db::Connection& db, TenantId tenant, AccountId account, std::string_view device_token)
{
    return !device_token.empty() && find_known_device(db, tenant, account, crypto::sha256_hex(device_token));
}

// Whoever knew the password is no member of the public: what follows is theirs in the audit chain.
WorkContext as_account(WorkContext const& context, Credentials const& account)
{
    auto own = context;
    own.actor = Actor::account(account.id.value, account.name, std::make_shared<Rights const>());
    return own;
}

// The login is complete: a session, a known device, and the counters begin anew.
LoggedIn complete_login(
    Work& work, AccountId account, std::string device, std::string_view known_device,
    std::vector<Counter> const& counters, AfterLogin const& after)
{
    // The first login of all follows an invitation: nothing to be warned of.
    bool const is_new_browser = find_account(work.db(), work.tenant(), account)->last_login_at.has_value()
        && !is_known(work.db(), work.tenant(), account, known_device);
    auto session = begin_session(work, account, Stage::complete, std::move(device));
    auto device_token = new_known_device(work, account);
    for (auto const& counter : counters)
        erase_failures(work.db(), work.tenant(), counter.key);
    note_login(work.db(), work.tenant(), account, work.now());
    work.audit("identity.login", "account", account);
    LoggedIn login{
        account, Stage::complete, std::move(session.token), std::move(device_token), is_new_browser};
    if (after)
        after(work, login);
    return login;
}

// The cookie is about to be replaced: whoever was logged in on this browser is logged out.
void end_former_session(Work& work, std::string_view token)
{
    if (token.empty())
        return;
    auto const former = find_session(work.db(), work.tenant(), crypto::sha256_hex(token));
    if (former && erase_session(work.db(), work.tenant(), former->account, former->id)
        && former->stage == Stage::complete)
        work.audit("identity.logout", "account", former->account);
}

bool has_ended(StoredSession const& session, Instant now, std::chrono::minutes idle = idle_limit)
{
    return session.expires_at <= now || now - session.last_seen_at > idle;
}

// As it would be stored today, for a password that is right; "" where it is stored so already.
std::string hash_of_now(Secrets const& secrets, Credentials const& credentials, std::string_view password)
{
    auto const hash = open_password(secrets, credentials.id, credentials.password_hash);
    if (crypto::needs_new_hash(hash))
        return sealed_password(secrets, credentials.id, crypto::hash_password(password)).hash;
    bool const is_sealed = hash != credentials.password_hash;
    return is_sealed ? std::string{} : sealed_password(secrets, credentials.id, hash).hash;
}

}

Result<LoggedIn> log_in(
    WorkContext const& context, Secrets const& secrets, Login const& login, AfterLogin const& after)
{
    auto const key = email_key(login.email);
    std::optional<Credentials> credentials;
    bool knows_device = false;
    auto const device_hash = crypto::sha256_hex(login.known_device);
    {
        db::Transaction transaction(context.connection, db::Transaction::Kind::read);
        if (auto const account = find_account_by_email(context.connection, context.tenant, key)) {
            credentials = find_credentials(context.connection, context.tenant, account->id);
            knows_device = is_known(context.connection, context.tenant, account->id, login.known_device);
        }
        transaction.commit();
    }
    // On a browser that was logged in before only its own failures count, not those of strangers, be they in
    // the same network: nobody can close the way in for the owner.
    std::vector<Counter> counters;
    if (knows_device) {
        counters.push_back(counter_of(secrets, "device", key + '\n' + device_hash, for_device));
    } else {
        counters.push_back(counter_of(secrets, "network", network_of(login.peer), for_network));
        counters.push_back(counter_of(secrets, "account", key, for_account));
    }
    TRY(begin_try(context, counters));

    // Outside of any transaction: it takes long on purpose, and the database must not wait for it.
    bool const is_right = credentials && !credentials->password_hash.empty()
        ? crypto::verify_password(
              open_password(secrets, credentials->id, credentials->password_hash), login.password)
        : crypto::verify_nobodys_password(login.password);
    if (!is_right || credentials->state != AccountState::active) {
        note_refusal(Refusal::password, counters);
        return failed();
    }
    if (login.leaked != nullptr && login.leaked->contain(login.password)) {
        note_refusal(Refusal::leaked, counters);
        TRY(run_use_case(as_account(context, *credentials), [&](Work& work) -> Result<void> {
            work.audit("identity.login.leaked", "account", credentials->id);
            return {};
        }));
        return Problem::invalid({}, "identity.login.leaked"_msg);
    }

    auto const new_hash = hash_of_now(secrets, *credentials, login.password);
    return run_use_case(as_account(context, *credentials), [&](Work& work) -> Result<LoggedIn> {
        auto const now = find_credentials(work.db(), work.tenant(), credentials->id);
        if (!now || now->state != AccountState::active || now->password_hash != credentials->password_hash)
            return failed(); // blocked or changed while we reckoned
        if (!new_hash.empty())
            update_password(work.db(), work.tenant(), now->id, new_hash, now->state);
        end_former_session(work, login.former_session);
        if (!now->has_second_factor())
            return complete_login(work, now->id, login.device, login.known_device, counters, after);
        // The counters stay until the second factor is right, too.
        auto session = begin_session(work, now->id, Stage::password, login.device);
        return LoggedIn{now->id, Stage::password, std::move(session.token), {}, false};
    });
}

Result<LoggedIn> confirm_login(
    WorkContext const& context, Secrets const& secrets, SecondStep const& step, AfterLogin const& after,
    AfterRepeatedCode const& after_repeated)
{
    auto const token_hash = crypto::sha256_hex(step.session_token);
    std::optional<StoredSession> session;
    std::optional<Credentials> owner;
    bool knows_device = false;
    {
        db::Transaction transaction(context.connection, db::Transaction::Kind::read);
        session = find_session(context.connection, context.tenant, token_hash);
        if (session) {
            owner = find_credentials(context.connection, context.tenant, session->account);
            knows_device = is_known(context.connection, context.tenant, session->account, step.known_device);
        }
        transaction.commit();
    }
    if (!owner || session->stage != Stage::password || has_ended(*session, context.clock.now()))
        return Problem::not_found("identity.login.too_late"_msg);
    // Only who knows the password comes so far; a known browser does not wait for its network, as above.
    std::vector<Counter> counters{
        counter_of(secrets, "second factor", std::to_string(session->account.value), for_account)};
    if (!knows_device)
        counters.push_back(counter_of(secrets, "network", network_of(step.peer), for_network));
    TRY(begin_try(context, counters));

    bool is_repeated = false;
    auto confirmed = run_use_case(as_account(context, *owner), [&](Work& work) -> Result<LoggedIn> {
        auto const account = find_credentials(work.db(), work.tenant(), session->account);
        if (!account || account->state != AccountState::active)
            return failed();
        auto const secret
            = crypto::open_sealed(secrets.second_factors, account->totp_secret, sealing_context(account->id));
        auto const found
            = secret ? check_totp(*secret, step.code, work.now(), account->totp_last_step) : std::nullopt;
        bool is_right = found && use_totp_step(work.db(), work.tenant(), account->id, *found);
        is_repeated = !is_right && secret
            && is_repeated_totp(*secret, step.code, work.now(), account->totp_last_step);
        if (!is_right) {
            if (auto const bytes = crypto::from_base32(step.code); bytes && bytes->size() == 10) {
                auto const hashes = list_recovery_codes(work.db(), work.tenant(), account->id);
                auto const found_code
                    = std::ranges::find_if(hashes, [typed = crypto::base32(*bytes)](std::string const& hash) {
                          return is_recovery_code(typed, hash);
                      });
                is_right = found_code != hashes.end()
                    && use_recovery_code(work.db(), work.tenant(), account->id, *found_code, work.now());
                if (is_right)
                    work.audit("identity.recovery_code.used", "account", account->id);
            }
        }
        if (!is_right)
            return Problem::invalid("code", "identity.problem.code"_msg);
        // Gone meanwhile: a new password has ended it, or the same form was sent twice.
        if (!erase_session(work.db(), work.tenant(), account->id, session->id))
            return Problem::not_found("identity.login.too_late"_msg);
        auto all = counters;
        all.push_back(counter_of(secrets, "account", email_key(account->email), for_account));
        return complete_login(work, account->id, session->device, step.known_device, all, after);
    });
    if (confirmed || confirmed.problem().field != "code")
        return confirmed;
    note_refusal(is_repeated ? Refusal::repeated_code : Refusal::code, counters);
    if (is_repeated) {
        TRY(run_use_case(as_account(context, *owner), [&](Work& work) -> Result<void> {
            work.audit("identity.code.repeated", "account", owner->id);
            if (after_repeated)
                after_repeated(work, owner->id);
            return {};
        }));
    }
    return confirmed;
}

Actor Person::actor(std::span<PermissionRule const> rules) const
{
    bool const may_work = stage == Stage::complete && !needs_second_factor;
    return Actor::account(
        account.value, name, std::make_shared<Rights const>(may_work ? Rights::of(grants, rules) : Rights{}));
}

std::optional<Actor> find_actor(
    db::Connection& db, TenantId tenant, std::string_view code, std::span<PermissionRule const> rules)
{
    for (auto const& ours : {Actor::system(), Actor::command_line()}) {
        if (ours.code() == code)
            return ours;
    }
    constexpr std::string_view of_an_account = "account:";
    auto const number
        = code.starts_with(of_an_account) ? parse_number(code.substr(of_an_account.size())) : std::nullopt;
    auto const account = number ? find_account(db, tenant, AccountId{*number}) : std::nullopt;
    if (!account || account->state != AccountState::active)
        return std::nullopt;
    auto const grants = list_grants(db, tenant, account->id);
    return Actor::account(
        account->id.value, account->name, std::make_shared<Rights const>(Rights::of(grants, rules)));
}

std::optional<Person> find_person(
    db::Connection& db, TenantId tenant, std::string_view session_token,
    std::span<PermissionRule const> rules, Instant now, std::chrono::minutes idle)
{
    if (session_token.empty())
        return std::nullopt;
    auto const session = find_session(db, tenant, crypto::sha256_hex(session_token));
    if (!session || has_ended(*session, now, idle))
        return std::nullopt;
    auto account = find_account(db, tenant, session->account);
    if (!account || account->state != AccountState::active)
        return std::nullopt;
    if (now - session->last_seen_at >= see_every)
        try_to_note_seen(db, tenant, session->id, now);

    Person person;
    person.account = account->id;
    person.session = session->id;
    person.name = std::move(account->name);
    person.email = std::move(account->email);
    person.language = std::move(account->language);
    person.stage = session->stage;
    person.has_second_factor = account->has_second_factor();
    person.grants = list_grants(db, tenant, account->id);
    person.needs_second_factor = !person.has_second_factor && sees_personal_data(person.grants, rules);
    person.form_token = form_token_of(session_token);
    return person;
}

std::vector<OpenSession> list_sessions(
    db::Connection& db, TenantId tenant, AccountId account, Instant now, std::chrono::minutes idle)
{
    std::vector<OpenSession> open;
    for (auto& session : list_sessions_of(db, tenant, account)) {
        if (session.stage == Stage::complete && !has_ended(session, now, idle))
            open.push_back({session.id, std::move(session.device), session.created_at, session.last_seen_at});
    }
    return open;
}

// Each may fail by itself without waiting for its network: together they must not be a way to guess.
constexpr int most_known_devices = 20;

std::string new_known_device(Work& work, AccountId account)
{
    auto token = crypto::random_token(24);
    note_known_device(work.db(), work.tenant(), account, crypto::sha256_hex(token), work.now());
    keep_newest_devices(work.db(), work.tenant(), account, most_known_devices);
    return token;
}

void log_out(Work& work, AccountId account, SessionId session)
{
    if (erase_session(work.db(), work.tenant(), account, session))
        work.audit("identity.logout", "account", account);
}

Result<void> end_session(Work& work, AccountId account, SessionId session)
{
    if (!erase_session(work.db(), work.tenant(), account, session))
        return Problem::not_found("identity.problem.unknown"_msg);
    work.audit("identity.session.ended", "account", account);
    return {};
}

int end_other_sessions(Work& work, AccountId account, SessionId kept)
{
    auto const ended = erase_sessions_of(work.db(), work.tenant(), account, kept);
    work.audit("identity.sessions.ended", "account", account);
    return ended;
}

void erase_ended(Work& work)
{
    erase_sessions_expired_before(work.db(), work.tenant(), work.now());
    erase_links_expired_before(work.db(), work.tenant(), work.now() - std::chrono::days{30});
    erase_failures_before(work.db(), work.tenant(), work.now() - failures_fade);
    erase_devices_unseen_since(work.db(), work.tenant(), work.now() - devices_fade);
    erase_unsaved_before(work.db(), work.tenant(), work.now() - keep_unsaved);
}

} // namespace kommin::identity
