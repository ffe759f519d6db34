// Accounts and logins on both engines: who gets in, who does not, and what is left behind.

#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/identity/login_watch.hpp"
#include "platform/identity/session_store.hpp"
#include "platform/identity/tests/login_fixture.hpp"

#include <functional>
#include <gmock/gmock.h>
#include <set>
#include <string>

namespace kommin::identity {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Something happens while a login reckons: when the clock is asked for the nth time.
class Meanwhile : public Clock {
public:
    Meanwhile(Clock const& clock, int nth, std::function<void()> change)
        : clock_(clock)
        , nth_(nth)
        , change_(std::move(change))
    { }
    [[nodiscard]] Instant now() const override
    {
        if (++asked_ == nth_)
            change_();
        return clock_.now();
    }

private:
    Clock const& clock_;
    int nth_;
    std::function<void()> change_;
    mutable int asked_ = 0;
};

KOMMIN_ON_BOTH_ENGINES(LoginTest);

TEST_P(LoginTest, the_right_password_opens_a_session_with_the_rights_of_the_roles)
{
    auto const login = try_login(good_password);
    ASSERT_TRUE(login);
    EXPECT_EQ(login->stage, Stage::complete);
    auto const someone = person(login->session_token);
    ASSERT_TRUE(someone);
    EXPECT_EQ(someone->name, "Ayşe Kaya");
    EXPECT_EQ(someone->grants, grants_);
    EXPECT_TRUE(someone->actor(rules_).may(edit_offers, Scope::of_owner(3)));
    EXPECT_FALSE(someone->actor(rules_).may(read_messages, Scope::whole_tenant()));
    EXPECT_EQ(someone->actor(rules_).code(), "account:" + std::to_string(account_.value));
    auto const entry = audit::list_entries(connection(), tenant_, std::nullopt, 1).front();
    EXPECT_EQ(entry.action, "identity.login");
    EXPECT_EQ(entry.actor, "account:" + std::to_string(account_.value)) << "no member of the public";
}

TEST_P(LoginTest, every_failure_says_the_same)
{
    work([&](Work& work) {
        return invite_account(work, {.email = "neu@kreis.example", .name = "Neu", .grants = {}});
    }).value();
    auto const wrong = try_login("Regen fällt auf Unna");
    auto const unknown = try_login(good_password, {}, "192.0.2.2", "niemand@kreis.example");
    auto const without_password = try_login("", {}, "192.0.2.3", "neu@kreis.example");
    ASSERT_TRUE(work([&](Work& work) { return block_account(work, account_); }));
    auto const blocked = try_login(good_password);
    for (auto const* result : {&wrong, &unknown, &without_password, &blocked}) {
        ASSERT_FALSE(*result);
        EXPECT_EQ(result->problem(), wrong.problem());
    }
    EXPECT_EQ(wrong.problem().message, "identity.login.failed"_msg);
    EXPECT_FALSE(log_in(
        context(other_tenant_), secrets_,
        {"ayse.kaya@kreis.example", std::string(good_password), {}, "192.0.2.4", {}}))
        << "an account belongs to one district";
}

TEST_P(LoginTest, a_new_password_or_a_block_voids_the_links_that_are_on_their_way)
{
    auto const is_open
        = [&](std::string_view token) { return is_link_open(connection(), tenant_, token, clock_.now()); };
    auto const before = link(LinkPurpose::new_password);
    auto const proven = prove(good_password).value();
    auto const mine = hashed("limon tramvay dağ");
    ASSERT_TRUE(work([&](Work& work) { return change_password(work, account_, {}, proven, mine); }));
    EXPECT_FALSE(is_open(before));

    auto const invitation = link(LinkPurpose::invitation);
    ASSERT_TRUE(set_by_link(link(LinkPurpose::new_password), "Brot und Salz und Meer"));
    EXPECT_FALSE(is_open(invitation));

    auto const asked_for = link(LinkPurpose::new_password);
    ASSERT_TRUE(work([&](Work& work) { return block_account(work, account_); }));
    ASSERT_TRUE(work([&](Work& work) { return unblock_account(work, account_); }));
    EXPECT_FALSE(is_open(asked_for));
}

TEST_P(LoginTest, a_half_login_that_was_ended_meanwhile_is_not_completed)
{
    auto const [secret, codes] = second_factor();
    auto const half = try_login(good_password).value();
    // Once for the question whether it has ended, twice for the work that counts the try.
    Meanwhile const meanwhile(
        clock_, 4, [&] { erase_sessions_of(connection(), tenant_, account_, SessionId{}); });
    WorkContext const late{connection(), tenant_, Actor::visitor(), meanwhile, i18n::Zone::berlin(),
                           no_signals,   {}};
    auto const code = totp_code(secret, totp_step(clock_.now()));
    auto const confirmed = confirm_login(late, secrets_, {half.session_token, code, "192.0.2.1"});
    ASSERT_FALSE(confirmed);
    EXPECT_EQ(confirmed.problem().message, "identity.login.too_late"_msg);
}

TEST_P(LoginTest, a_role_with_personal_data_needs_a_second_factor)
{
    ASSERT_TRUE(
        work([&](Work& work) { return set_grants(work, account_, 1, {{"office", Scope::whole_tenant()}}); }));
    auto const login = try_login(good_password).value();
    auto someone = person(login.session_token);
    ASSERT_TRUE(someone);
    EXPECT_TRUE(someone->needs_second_factor);
    EXPECT_FALSE(someone->actor(rules_).may(read_messages, Scope::whole_tenant()))
        << "not before it is there";
    second_factor();
    someone = person(login.session_token);
    EXPECT_FALSE(someone->needs_second_factor);
    EXPECT_TRUE(someone->actor(rules_).may(read_messages, Scope::whole_tenant()));
}

TEST_P(LoginTest, with_a_second_factor_the_password_alone_opens_nothing)
{
    auto const [secret, codes] = second_factor();
    auto const half = try_login(good_password).value();
    EXPECT_EQ(half.stage, Stage::password);
    EXPECT_EQ(half.device_token, "");
    auto const someone = person(half.session_token);
    ASSERT_TRUE(someone);
    EXPECT_FALSE(someone->actor(rules_).may(edit_offers, Scope::of_owner(3)));

    EXPECT_FALSE(confirm_login(context(), secrets_, {half.session_token, "000000", "192.0.2.1"}));
    auto const code = totp_code(secret, totp_step(clock_.now()));
    auto const whole = confirm_login(context(), secrets_, {half.session_token, code, "192.0.2.1"});
    ASSERT_TRUE(whole);
    EXPECT_TRUE(person(whole->session_token)->actor(rules_).may(edit_offers, Scope::of_owner(3)));
    EXPECT_FALSE(person(half.session_token)) << "the half session is over";

    auto const again = try_login(good_password).value();
    EXPECT_FALSE(confirm_login(context(), secrets_, {again.session_token, code, "192.0.2.1"}))
        << "a code works once";
    pass(11min);
    auto const late = confirm_login(
        context(), secrets_, {again.session_token, totp_code(secret, totp_step(clock_.now())), "192.0.2.1"});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.problem().message, "identity.login.too_late"_msg);
}

TEST_P(LoginTest, a_code_that_was_used_is_refused_and_told)
{
    auto const [secret, codes] = second_factor();
    auto const code = totp_code(secret, totp_step(clock_.now()));
    auto const half = try_login(good_password).value();
    ASSERT_TRUE(confirm_login(context(), secrets_, {half.session_token, code, "192.0.2.1"}));
    auto const again = try_login(good_password).value();
    std::vector<AccountId> told;
    auto const try_code = [&](std::string_view tried) {
        return confirm_login(
            context(), secrets_, {again.session_token, tried, "192.0.2.1"}, {},
            [&](Work&, AccountId account) { told.push_back(account); });
    };
    auto const counted = count_refusals(Refusal::repeated_code);
    auto const repeated = try_code(code);
    ASSERT_FALSE(repeated);
    EXPECT_EQ(repeated.problem().message, try_code("000000").problem().message)
        << "whoever looked over a shoulder learns nothing";
    EXPECT_THAT(told, ElementsAre(account_)) << "a wrong code is told to nobody";
    EXPECT_EQ(count_refusals(Refusal::repeated_code), counted + 1);
    EXPECT_THAT(audit_actions(), Contains("identity.code.repeated").Times(1));
    pass(31s);
    EXPECT_TRUE(try_code(totp_code(secret, totp_step(clock_.now())))) << "and the owner gets in";
}

TEST_P(LoginTest, on_one_browser_the_next_login_ends_the_one_before)
{
    auto const first = try_login(good_password).value();
    auto const elsewhere = try_login(good_password).value();
    auto const log_in_over = [&](std::string_view password, std::string const& former) {
        return log_in(
            context(), secrets_,
            {.email = "ayse.kaya@kreis.example",
             .password = std::string(password),
             .known_device = {},
             .peer = "192.0.2.1",
             .device = "Firefox",
             .former_session = former});
    };
    EXPECT_FALSE(log_in_over("falsch", first.session_token));
    EXPECT_TRUE(person(first.session_token)) << "who fails to log in logs nobody out";
    auto const second = log_in_over(good_password, first.session_token);
    ASSERT_TRUE(second);
    EXPECT_FALSE(person(first.session_token));
    EXPECT_TRUE(person(second->session_token));
    EXPECT_TRUE(person(elsewhere.session_token));
    EXPECT_TRUE(log_in_over(good_password, "kein Ausweis"));
}

TEST_P(LoginTest, a_second_factor_that_is_removed_ends_all_sessions)
{
    second_factor();
    auto const half = try_login(good_password).value();
    auto const before = person(half.session_token);
    ASSERT_TRUE(before);
    work([&](Work& work) -> Result<void> {
        remove_second_factor(work, account_);
        return {};
    }).value();
    EXPECT_FALSE(person(half.session_token));
    EXPECT_EQ(try_login(good_password)->stage, Stage::complete);
}

TEST_P(LoginTest, what_follows_a_login_is_stored_with_it_or_nothing_is)
{
    auto const [secret, codes] = second_factor();
    auto const half = try_login(good_password).value();
    auto const code = totp_code(secret, totp_step(clock_.now()));
    auto const fail = [](Work&, LoggedIn const&) { throw std::runtime_error("no room for the notice"); };
    for (auto const& tried : {code, codes[0]})
        EXPECT_THROW(
            static_cast<void>(
                confirm_login(context(), secrets_, {half.session_token, tried, "192.0.2.1"}, fail)),
            std::runtime_error);
    EXPECT_EQ(count_recovery_codes(connection(), tenant_, account_), 10);
    int told = 0;
    auto const whole = confirm_login(
        context(), secrets_, {half.session_token, code, "192.0.2.1"}, [&](Work&, LoggedIn const& login) {
            EXPECT_EQ(login.account, account_);
            ++told;
        });
    EXPECT_TRUE(whole) << "the code was not used up";
    EXPECT_EQ(told, 1);
}

TEST_P(LoginTest, a_recovery_code_works_once)
{
    auto const [secret, codes] = second_factor();
    ASSERT_EQ(codes.size(), 10U);
    auto const first = try_login(good_password).value();
    ASSERT_TRUE(confirm_login(context(), secrets_, {first.session_token, codes[3], "192.0.2.1"}));
    EXPECT_EQ(count_recovery_codes(connection(), tenant_, account_), 9);
    auto const second = try_login(good_password).value();
    EXPECT_FALSE(confirm_login(context(), secrets_, {second.session_token, codes[3], "192.0.2.1"}));
    EXPECT_TRUE(
        confirm_login(context(), secrets_, {second.session_token, ascii_lower(codes[4]), "192.0.2.1"}));
    EXPECT_THAT(audit_actions(), Contains("identity.recovery_code.used"));
}

TEST_P(LoginTest, recovery_codes_are_stored_with_a_salt_of_their_own_and_older_ones_still_work)
{
    auto const [secret, codes] = second_factor();
    auto const stored = list_recovery_codes(connection(), tenant_, account_);
    std::set<std::string> salts;
    for (auto const& hash : stored) {
        salts.insert(hash.substr(0, hash.find('$')));
        for (auto const& code : codes)
            EXPECT_EQ(hash.find(crypto::sha256_hex(code)), std::string::npos) << "could be looked up";
    }
    EXPECT_EQ(salts.size(), codes.size());
    EXPECT_EQ(salts.begin()->size(), 16U) << "64 bits";
    EXPECT_NE(hashed_recovery_code(codes[0]), hashed_recovery_code(codes[0]));

    std::string const older = "AAAABBBBCCCCDDDD";
    connection().execute(
        "UPDATE account_recovery_codes SET code_hash = ? WHERE code_hash = ?", crypto::sha256_hex(older),
        stored.front());
    auto const half = try_login(good_password).value();
    EXPECT_FALSE(confirm_login(context(), secrets_, {half.session_token, "AAAABBBBCCCCDDDE", "192.0.2.1"}));
    EXPECT_TRUE(confirm_login(context(), secrets_, {half.session_token, older, "192.0.2.1"}));
    EXPECT_EQ(count_recovery_codes(connection(), tenant_, account_), 9);
}

TEST_P(LoginTest, an_invitation_works_once_and_not_for_ever)
{
    auto const token = link(LinkPurpose::new_password);
    auto const set
        = [&](std::string_view with, std::string_view password) { return set_by_link(with, password); };
    EXPECT_EQ(set(token, "kurz").problem().message, "identity.password.too_short"_msg)
        << "and the link stays";
    EXPECT_TRUE(set(token, "limon tramvay dağ"));
    EXPECT_EQ(set(token, "limon tramvay dağ").problem().kind, ProblemKind::not_found);
    auto const late = link(LinkPurpose::new_password);
    pass(61min);
    EXPECT_EQ(set(late, "limon tramvay dağ").problem().kind, ProblemKind::not_found);
    auto const first = link(LinkPurpose::new_password);
    auto const second = link(LinkPurpose::new_password);
    EXPECT_FALSE(set(first, "limon tramvay dağ")) << "a newer link takes its place";
    EXPECT_TRUE(set(second, "limon tramvay dağ"));
    EXPECT_FALSE(set("", "limon tramvay dağ"));
    auto const invitation = link(LinkPurpose::invitation);
    pass(invitation_lasts - 1min);
    EXPECT_TRUE(is_link_open(connection(), tenant_, invitation, clock_.now()));
    pass(2min);
    EXPECT_EQ(set(invitation, "limon tramvay dağ").problem().kind, ProblemKind::not_found);
}

TEST_P(LoginTest, a_new_password_ends_the_sessions)
{
    auto const login = try_login(good_password).value();
    auto const other = try_login(good_password).value();
    auto const kept = person(login.session_token)->session;
    EXPECT_EQ(prove("falsch").problem().field, "current");
    EXPECT_EQ(
        hash_new_password(connection(), tenant_, secrets_, account_, "kurz", {"Kreis"}).problem().field,
        "password");
    auto const proven = prove(good_password).value();
    auto const password = hashed("limon tramvay dağ");
    ASSERT_TRUE(work([&](Work& work) {
        return change_password(work, account_, {kept.value, login.device_token}, proven, password);
    }));
    EXPECT_TRUE(person(login.session_token));
    EXPECT_FALSE(person(other.session_token));
    EXPECT_FALSE(try_login(good_password));
    EXPECT_TRUE(try_login("limon tramvay dağ", other.device_token)->is_new_browser)
        << "no browser of before is known, but the one at which it was changed";
    EXPECT_FALSE(try_login("limon tramvay dağ", login.device_token)->is_new_browser);
}

TEST_P(LoginTest, a_password_that_was_changed_meanwhile_opens_nothing)
{
    auto const proven = prove(good_password).value();
    auto const mine = hashed("limon tramvay dağ");
    auto const theirs = hashed("Brot und Salz und Meer");
    auto const change = [&](HashedPassword const& password) {
        return work([&](Work& work) { return change_password(work, account_, {}, proven, password); });
    };
    ASSERT_TRUE(change(mine));
    EXPECT_EQ(change(theirs).problem().field, "current");
    EXPECT_FALSE(work([&](Work& work) { return check_still_proven(work, account_, proven); }));
    EXPECT_TRUE(try_login("limon tramvay dağ"));

    // The login that reckons with the old password while the new one is stored.
    // Twice for the work that counts the try; then the password has been found right.
    Meanwhile const meanwhile(clock_, 3, [&] {
        update_password(connection(), tenant_, account_, theirs.hash, AccountState::active);
    });
    WorkContext const context{connection(), tenant_, Actor::visitor(), meanwhile, i18n::Zone::berlin(),
                              no_signals,   {}};
    auto const late = log_in(
        context, secrets_, {"ayse.kaya@kreis.example", "limon tramvay dağ", {}, "192.0.2.1", "Firefox"});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.problem().message, "identity.login.failed"_msg);
    EXPECT_TRUE(try_login("limon tramvay dağ")) << "the change was rolled back with the failed login";
}

TEST_P(LoginTest, nobody_waits_while_a_password_is_hashed)
{
    auto const token = link(LinkPurpose::new_password);
    constexpr std::string_view password = "limon tramvay dağ";
    EXPECT_THROW(static_cast<void>(work([&](Work&) { return prove(good_password); })), db::Error);
    EXPECT_THROW(
        static_cast<void>(work([&](Work&) {
            return hash_new_password(connection(), tenant_, secrets_, account_, password, {"Kreis"});
        })),
        db::Error);
    EXPECT_THROW(
        static_cast<void>(work([&](Work&) {
            return hash_password_for_link(
                connection(), tenant_, secrets_, token, password, {"Kreis"}, clock_.now());
        })),
        db::Error);
}

TEST_P(LoginTest, a_session_ends_when_it_is_idle_old_left_or_blocked)
{
    auto const idle = try_login(good_password).value();
    pass(idle_limit + 1min);
    EXPECT_FALSE(person(idle.session_token));

    auto const old = try_login(good_password).value();
    for (int i = 0; i < 3; ++i) {
        pass(3h + 45min);
        EXPECT_TRUE(person(old.session_token)) << i;
    }
    pass(1h);
    EXPECT_FALSE(person(old.session_token)) << "however busy";

    auto const left = try_login(good_password).value();
    auto const session = person(left.session_token)->session;
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        log_out(work, account_, session);
        return {};
    }));
    EXPECT_FALSE(person(left.session_token));

    auto const blocked = try_login(good_password).value();
    EXPECT_FALSE(person(blocked.session_token, other_tenant_)) << "of another district";
    ASSERT_TRUE(work([&](Work& work) { return block_account(work, account_); }));
    EXPECT_FALSE(person(blocked.session_token));
    ASSERT_TRUE(work([&](Work& work) { return unblock_account(work, account_); }));
    EXPECT_FALSE(person(blocked.session_token)) << "and does not come back";
    EXPECT_TRUE(try_login(good_password));
    EXPECT_FALSE(person(""));
}

TEST_P(LoginTest, whoever_only_reads_does_not_wait_for_somebody_who_writes)
{
    auto const here = try_login(good_password).value();
    pass(std::chrono::minutes(2)); // long enough to be worth noting
    auto const rival = connect();
    db::Transaction const writing(*rival);
    auto const begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(person(here.session_token));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

TEST_P(LoginTest, ones_own_sessions_can_be_seen_and_ended)
{
    auto const here = try_login(good_password).value();
    try_login(good_password).value();
    EXPECT_EQ(list_sessions(connection(), tenant_, account_, clock_.now()).size(), 2U);
    auto const kept = person(here.session_token)->session;
    EXPECT_EQ(
        work([&](Work& work) -> Result<int> { return end_other_sessions(work, account_, kept); }).value(), 1);
    auto const left = list_sessions(connection(), tenant_, account_, clock_.now());
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].id, kept);
    EXPECT_EQ(left[0].device, "Firefox");
}

TEST_P(LoginTest, roles_of_somebody_else_meanwhile_are_a_conflict)
{
    auto const change = [&](std::int64_t version, std::string const& role) {
        return work(
            [&](Work& work) { return set_grants(work, account_, version, {{role, Scope::whole_tenant()}}); });
    };
    EXPECT_TRUE(change(1, "office"));
    EXPECT_EQ(change(1, "editor").problem().kind, ProblemKind::conflict);
    EXPECT_TRUE(change(2, "editor"));
    EXPECT_THAT(
        list_grants(connection(), tenant_, account_), ElementsAre(Grant{"editor", Scope::whole_tenant()}));
}

TEST_P(LoginTest, an_invitation_names_what_is_wrong)
{
    auto const invite = [&](std::string email, std::string name) {
        auto const result = work([&](Work& work) {
            return invite_account(work, {.email = std::move(email), .name = std::move(name), .grants = {}});
        });
        return result ? std::string("taken in") : result.problem().field;
    };
    for (auto const* email :
         {"", "ayse", "@kreis.example", "ayse@", "a b@kreis.example", "a@b@c", "a@b,c@d",
          "jürgen@kreis.example"})
        EXPECT_EQ(invite(email, "Ayşe"), "email") << email;
    EXPECT_EQ(invite("AYSE.KAYA@kreis.example", "Ayşe"), "email") << "taken, whatever the case";
    EXPECT_EQ(invite("b@kreis.example", " "), "name");
    EXPECT_EQ(invite("b@kreis.example", "B"), "taken in");
}

TEST_P(LoginTest, no_secret_stands_in_the_database)
{
    auto const [secret, codes] = second_factor();
    auto const token = link(LinkPurpose::new_password);
    auto const half = try_login(good_password).value();
    auto const whole = confirm_login(
                           context(), secrets_,
                           {half.session_token, totp_code(secret, totp_step(clock_.now())), "192.0.2.1"})
                           .value();
    std::string everything;
    auto const take = [&](char const* sql) {
        for (auto const& text : connection().list<std::string>(sql))
            everything += text + '\n';
    };
    take("SELECT password_hash || ' ' || totp_secret FROM accounts");
    take("SELECT code_hash FROM account_recovery_codes");
    take("SELECT token_hash FROM account_links");
    take("SELECT token_hash FROM sessions");
    take("SELECT token_hash FROM known_devices");
    take("SELECT counter FROM login_failures");
    take("SELECT before_json || after_json FROM audit_entries");
    for (auto const& hidden :
         {std::string(good_password), secret, crypto::base32(secret), codes[0], token, whole.session_token,
          whole.device_token, std::string("192.0.2.1"), std::string("ayse.kaya"), std::string("Kaya")})
        EXPECT_EQ(everything.find(hidden), std::string::npos) << hidden;
}

TEST_P(LoginTest, a_stolen_database_lets_nobody_try_passwords)
{
    auto const stored = find_credentials(connection(), tenant_, account_)->password_hash;
    EXPECT_THAT(stored, ::testing::StartsWith("1.")) << "sealed, not a hash that anybody may compare with";
    EXPECT_TRUE(crypto::verify_password(open_password(secrets_, account_, stored), good_password));
    EXPECT_EQ(open_password(Secrets::of(crypto::Key::random()), account_, stored), "") << "another key";
    EXPECT_EQ(open_password(secrets_, AccountId{account_.value + 1}, stored), "") << "another account";
    secrets_ = Secrets::of(crypto::Key::random());
    EXPECT_FALSE(try_login(good_password));
    EXPECT_FALSE(prove(good_password));
}

TEST_P(LoginTest, a_hash_from_before_they_were_sealed_opens_and_is_sealed_at_the_next_login)
{
    auto const stored = [&] { return find_credentials(connection(), tenant_, account_)->password_hash; };
    auto const hash = open_password(secrets_, account_, stored());
    connection().execute("UPDATE accounts SET password_hash = ?", hash);
    EXPECT_FALSE(try_login("falsch"));
    EXPECT_EQ(stored(), hash);
    EXPECT_TRUE(prove(good_password));
    ASSERT_TRUE(try_login(good_password));
    auto const sealed = stored();
    EXPECT_NE(sealed, hash);
    EXPECT_EQ(open_password(secrets_, account_, sealed), hash) << "the same, sealed";
    ASSERT_TRUE(try_login(good_password));
    EXPECT_EQ(stored(), sealed) << "once";
}

TEST_P(LoginTest, what_has_ended_is_erased)
{
    try_login(good_password).value();
    static_cast<void>(try_login("falsch"));
    link(LinkPurpose::new_password);
    pass(std::chrono::days{400});
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        erase_ended(work);
        return {};
    }));
    for (auto const* table : {"sessions", "account_links", "known_devices", "login_failures"})
        EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM " + std::string(table)), 0) << table;
}

}
} // namespace kommin::identity
