// Guessing on both engines: it is slowed down, and closes the way to nobody.

#include "platform/base/text.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/identity/session_store.hpp"
#include "platform/identity/tests/login_fixture.hpp"
#include "platform/identity/throttle.hpp"

#include <gmock/gmock.h>

namespace kommin::identity {
namespace {

using namespace std::chrono_literals;

TEST_P(LoginTest, guessing_is_slowed_down_but_does_not_lock_out_the_owner)
{
    auto const owner = try_login(good_password).value();
    int failed = 0;
    for (int i = 0; i < 40; ++i) {
        auto const guess
            = try_login("Regen fällt auf Unna " + std::to_string(i), {}, "198.51.100." + std::to_string(i));
        ASSERT_FALSE(guess);
        failed += guess.problem().message == "identity.login.failed"_msg ? 1 : 0;
        pass(1s);
    }
    EXPECT_LE(failed, 12) << "five at once, then each waits twice as long";
    EXPECT_GE(failed, 5);
    EXPECT_EQ(try_login(good_password, {}, "203.0.113.9").problem().kind, ProblemKind::unavailable)
        << "not even the right password from a strange browser";
    EXPECT_TRUE(try_login(good_password, owner.device_token, "203.0.113.9"));
    pass(16min);
    EXPECT_TRUE(try_login(good_password, {}, "203.0.113.9"))
        << "nobody waits longer than a quarter of an hour";
}

// Whoever keeps guessing closes the way by password to strange browsers, but never the way by mail.
TEST_P(LoginTest, an_attacker_who_keeps_guessing_cannot_close_the_way_in_by_mail)
{
    constexpr auto shared_network = "203.0.113.9"; // the owner sits in the network of the attacker, even
    int guesses = 0;
    auto const keep_guessing = [&] {
        for (int i = 0; i < 40; ++i) {
            auto const elsewhere = "198.51.100." + std::to_string(guesses % 200);
            EXPECT_FALSE(try_login("Regen fällt auf Unna " + std::to_string(guesses++), {}, elsewhere));
            EXPECT_FALSE(try_login(
                "Sommer2026", {}, shared_network, "u" + std::to_string(guesses) + "@kreis.example"));
        }
    };
    keep_guessing();
    ASSERT_EQ(try_login(good_password, {}, shared_network).problem().kind, ProblemKind::unavailable);
    auto const token = link(LinkPurpose::new_password);
    keep_guessing();
    auto const set = set_by_link(token, "limon tramvay dağ");
    ASSERT_TRUE(set);
    keep_guessing();
    EXPECT_EQ(try_login("limon tramvay dağ", {}, shared_network).problem().kind, ProblemKind::unavailable)
        << "a strange browser waits still";
    EXPECT_EQ(
        try_login("limon tramvay dağ", "ein geratenes Zeichen", shared_network).problem().kind,
        ProblemKind::unavailable);
    auto const login = try_login("limon tramvay dağ", set->device_token, shared_network);
    ASSERT_TRUE(login) << "the browser that has used the link gets in at once";
    EXPECT_FALSE(login->is_new_browser);
    EXPECT_TRUE(person(login->session_token));
    for (int i = 0; i < 10; ++i)
        EXPECT_FALSE(try_login("Regen fällt auf Unna", set->device_token, shared_network));
    EXPECT_EQ(
        try_login("limon tramvay dağ", set->device_token, shared_network).problem().kind,
        ProblemKind::unavailable)
        << "but it cannot be used for guessing either";
}

TEST_P(LoginTest, whoever_has_collected_known_browsers_cannot_guess_with_them)
{
    std::vector<std::string> collected;
    for (int i = 0; i < 25; ++i)
        collected.push_back(try_login(good_password).value().device_token);
    EXPECT_TRUE(try_login(good_password, collected.front())->is_new_browser) << "the newest twenty are known";
    EXPECT_FALSE(try_login(good_password, collected.back())->is_new_browser);
    ASSERT_TRUE(set_by_link(link(LinkPurpose::new_password), "limon tramvay dağ"));
    int waited = 0;
    for (int i = 0; i < 10; ++i) {
        auto const guessed = try_login("Sommer2026", collected[20 + static_cast<std::size_t>(i % 5)]);
        waited += guessed.problem().kind == ProblemKind::unavailable ? 1 : 0;
    }
    EXPECT_EQ(waited, 5) << "after a new password they are strangers, who have five tries together";
}

TEST_P(LoginTest, the_second_factor_of_a_known_browser_does_not_wait_for_its_network)
{
    auto const [secret, codes] = second_factor();
    auto const half = try_login(good_password).value();
    auto const login = confirm_login(
        context(), secrets_, {half.session_token, totp_code(secret, totp_step(clock_.now())), "192.0.2.1"});
    ASSERT_TRUE(login);
    auto const entry = audit::list_entries(connection(), tenant_, std::nullopt, 1).front();
    EXPECT_EQ(entry.action, "identity.login");
    EXPECT_EQ(entry.actor, "account:" + std::to_string(account_.value));
    pass(1min);
    auto const again = try_login(good_password, login->device_token).value();
    for (int i = 0; i < 40; ++i)
        EXPECT_FALSE(try_login("Sommer2026", {}, "192.0.2.1", "u" + std::to_string(i) + "@kreis.example"));
    auto const code = totp_code(secret, totp_step(clock_.now()));
    EXPECT_EQ(
        confirm_login(context(), secrets_, {again.session_token, code, "192.0.2.1"}).problem().kind,
        ProblemKind::unavailable);
    EXPECT_TRUE(
        confirm_login(context(), secrets_, {again.session_token, code, "192.0.2.1", login->device_token}));
}

TEST_P(LoginTest, one_network_cannot_try_all_accounts)
{
    int failed = 0;
    for (int i = 0; i < 60; ++i) {
        auto const guess = try_login(
            "Sommer2026", {}, "2001:db8:1:2:" + std::to_string(i) + "::1",
            "u" + std::to_string(i) + "@kreis.example");
        failed += guess.problem().message == "identity.login.failed"_msg ? 1 : 0;
    }
    EXPECT_EQ(failed, 30);
    EXPECT_EQ(try_login("x", {}, "2001:db8:1:3::1").problem().message, "identity.login.failed"_msg)
        << "the network beside it";
}

TEST_P(LoginTest, a_network_is_one_however_its_addresses_are_written)
{
    EXPECT_EQ(network_of("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(network_of("::ffff:192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2");
    EXPECT_EQ(network_of("2001:db8:1:2::1"), "2001:db8:1:2");
    EXPECT_EQ(network_of("2001:db8::a:b:c:d"), "2001:db8:0:0");
    EXPECT_EQ(network_of("2001:db8::1"), "2001:db8:0:0");
    EXPECT_EQ(network_of("2001:db8:1:0:a:b:c:d"), network_of("2001:db8:1::d"));
    EXPECT_EQ(network_of("::1"), "0:0:0:0");
    int failed = 0;
    for (int i = 1; i <= 60; ++i) {
        auto const guess = try_login(
            "Sommer2026", {}, "2001:db8::" + std::to_string(i) + ":1:1:1",
            "u" + std::to_string(i) + "@kreis.example");
        failed += guess.problem().message == "identity.login.failed"_msg ? 1 : 0;
    }
    EXPECT_EQ(failed, 30);
}

TEST_P(LoginTest, the_current_password_cannot_be_tried_out_in_an_open_session)
{
    int wrong = 0;
    for (int i = 0; i < 20; ++i)
        wrong += prove("Regen fällt auf Unna " + std::to_string(i)).problem().field == "current" ? 1 : 0;
    EXPECT_EQ(wrong, 5);
    EXPECT_EQ(prove(good_password).problem().kind, ProblemKind::unavailable);
    pass(16min);
    EXPECT_TRUE(prove(good_password));
    EXPECT_EQ(prove("falsch").problem().field, "current") << "the counter begins anew";
}

TEST_P(LoginTest, six_digits_cannot_be_tried_out)
{
    second_factor();
    auto const half = try_login(good_password).value();
    int tried = 0;
    for (int i = 0; i < 50; ++i)
        tried += confirm_login(
                     context(), secrets_, {half.session_token, "00000" + std::to_string(i % 10), "192.0.2.1"})
                     .problem()
                     .message
                == "identity.problem.code"_msg
            ? 1
            : 0;
    EXPECT_EQ(tried, 5);
}

} // namespace
} // namespace kommin::identity
