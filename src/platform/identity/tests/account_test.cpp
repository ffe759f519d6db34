// What becomes of accounts on both engines, and what failures at logging in leave behind.

#include "platform/base/clock.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/testing.hpp"
#include "platform/identity/account.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/identity/login_watch.hpp"
#include "platform/identity/session.hpp"
#include "platform/log/log.hpp"
#include "platform/work/use_case.hpp"

#include <fstream>
#include <gmock/gmock.h>
#include <iterator>

namespace kommin::identity {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view right_password = "Regen fällt auf Kamen";

class AccountTest : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        db::DatabaseTest::SetUp();
        tenant_ = connection().load<TenantId>(
            "INSERT INTO tenants (slug, name, ags, zone, source_language, is_demonstration, help_name,"
            " help_phone, help_email, help_address, map_view_box, map_attribution, created_at)"
            " VALUES ('musterau', 'Kreis', '', 'Europe/Berlin', 'de', FALSE, '', '', '', '', '', '', ?)"
            " RETURNING id",
            clock_.now());
        account_ = invited("ayse.kaya@kreis.example");
        set_password(account_);
    }
    AccountId invited(std::string email)
    {
        return work([&](Work& work) {
                   return invite_account(
                       work,
                       {.email = std::move(email),
                        .name = "Ayşe Kaya",
                        .grants = {{"office", Scope::whole_tenant()}}});
               })
            .value();
    }
    void set_password(AccountId account)
    {
        ASSERT_TRUE(work([&](Work& work) -> Result<void> {
            update_password(
                work.db(), tenant_, account, crypto::hash_password(right_password), AccountState::active);
            return {};
        }));
    }
    [[nodiscard]] WorkContext context()
    {
        return {connection(), tenant_, Actor::visitor(), clock_, i18n::Zone::berlin(), no_signals, {}};
    }
    template<class UseCase>
    std::invoke_result_t<UseCase&, Work&> work(UseCase use_case)
    {
        return run_use_case(context(), use_case);
    }
    Account stored() { return find_account(connection(), tenant_, account_).value(); }
    Result<LoggedIn> try_login(
        std::string_view password, std::string_view email, std::string_view device = {},
        std::string_view peer = "192.0.2.1")
    {
        return log_in(
            context(), secrets_,
            {std::string(email), std::string(password), std::string(device), std::string(peer), "Firefox"});
    }

    FixedClock clock_{*parse_instant("2026-11-23T09:00:00Z")};
    TenantId tenant_;
    AccountId account_;
    Secrets secrets_ = Secrets::of(crypto::Key::random());
};
KOMMIN_ON_BOTH_ENGINES(AccountTest);

// Not by the time they take: that is the machine's, the work is ours.
TEST_P(AccountTest, every_failure_costs_one_hashing)
{
    static_cast<void>(crypto::verify_nobodys_password("x")); // makes nobody's hash, once in a process
    invited("neu@kreis.example");
    auto const blocked = invited("fort@kreis.example");
    set_password(blocked);
    ASSERT_TRUE(work([&](Work& work) { return block_account(work, blocked); }));
    auto const work_of = [&](std::string_view password, std::string_view email) {
        auto const before = crypto::count_password_hashings();
        EXPECT_FALSE(try_login(password, email)) << email;
        return crypto::count_password_hashings() - before;
    };
    EXPECT_EQ(work_of("Regen fällt auf Unna", "ayse.kaya@kreis.example"), 1U) << "wrong password";
    EXPECT_EQ(work_of(right_password, "niemand@kreis.example"), 1U) << "unknown";
    EXPECT_EQ(work_of(right_password, "neu@kreis.example"), 1U) << "invited, without a password";
    EXPECT_EQ(work_of(right_password, "fort@kreis.example"), 1U) << "blocked, and the password is right";
    EXPECT_EQ(work_of("", ""), 1U) << "nothing at all";
}

TEST_P(AccountTest, refusals_are_counted_and_logged_without_addresses)
{
    auto const file = database().directory() + "/log";
    log::configure(log::Level::info, {file});
    auto const passwords = count_refusals(Refusal::password);
    auto const waits = count_refusals(Refusal::wait);
    for (int i = 0; i < 7; ++i)
        EXPECT_FALSE(try_login("falsch", "ayse.kaya@kreis.example"));
    log::configure(log::Level::info, log::Target::standard_error());
    EXPECT_EQ(count_refusals(Refusal::password) - passwords, 5U);
    EXPECT_EQ(count_refusals(Refusal::wait) - waits, 2U);
    std::ifstream lines(file);
    std::string const text{std::istreambuf_iterator<char>(lines), {}};
    EXPECT_THAT(
        text,
        AllOf(
            HasSubstr("identity.login.refused"), HasSubstr("\"reason\":\"password\""),
            HasSubstr("\"reason\":\"wait\"")));
    EXPECT_THAT(text, AllOf(Not(HasSubstr("192.0.2.1")), Not(HasSubstr("kaya")), Not(HasSubstr("falsch"))));
}

TEST_P(AccountTest, name_address_and_language_are_changed_by_the_first_of_two)
{
    auto const link = work([&](Work& work) -> Result<std::string> {
                          return make_link(work, account_, LinkPurpose::new_password);
                      }).value();
    auto const change = [&](std::int64_t version, AccountDetails const& details) {
        return work([&](Work& work) { return change_account(work, account_, version, details); });
    };
    auto const version = stored().version;
    EXPECT_EQ(change(version, {"kein Postfach", "Ayşe Kaya", "de"}).problem().field, "email");
    EXPECT_EQ(change(version, {"ayse.kaya@kreis.example", " ", "de"}).problem().field, "name");
    invited("leyla@kreis.example");
    EXPECT_EQ(change(version, {"Leyla@Kreis.example", "Ayşe Kaya", "de"}).problem().field, "email")
        << "taken";
    ASSERT_TRUE(change(version, {"ayse.kaya@kreis.example", "Ayşe Yılmaz", "en"}));
    EXPECT_TRUE(is_link_open(connection(), tenant_, link, clock_.now())) << "the address is the same";
    EXPECT_EQ(change(version, {"x@kreis.example", "X", "de"}).problem().kind, ProblemKind::conflict);
    ASSERT_TRUE(change(version + 1, {" ayse.yilmaz@kreis.example", "Ayşe Yılmaz", "en"}));
    EXPECT_FALSE(is_link_open(connection(), tenant_, link, clock_.now())) << "in the mailbox of before";
    EXPECT_EQ(stored().email, "ayse.yilmaz@kreis.example");
    EXPECT_EQ(stored().name, "Ayşe Yılmaz");
    EXPECT_EQ(stored().language, "en");
    auto const entry = audit::list_entries(connection(), tenant_, std::nullopt, 1).front();
    EXPECT_EQ(entry.action, "identity.account.changed");
    EXPECT_EQ(entry.after_json, R"({"fields":["email"]})") << "which, never what";
}

TEST_P(AccountTest, of_an_erased_account_a_number_is_left)
{
    try_login(right_password, "ayse.kaya@kreis.example").value();
    auto const erase
        = [&] { return work([&](Work& work) { return erase_account(work, account_, "gelöschtes Konto"); }); };
    EXPECT_EQ(erase().problem().kind, ProblemKind::conflict) << "somebody can still log in";
    ASSERT_TRUE(work([&](Work& work) { return block_account(work, account_); }));
    ASSERT_TRUE(erase());
    EXPECT_EQ(stored().name, "gelöschtes Konto");
    EXPECT_TRUE(stored().is_erased());
    std::string everything;
    for (auto const* sql :
         {"SELECT email || email_key || name || password_hash || totp_secret FROM accounts",
          "SELECT before_json || after_json FROM audit_entries"}) {
        for (auto const& row : connection().list<std::string>(std::string(sql)))
            everything += row + '\n';
    }
    EXPECT_THAT(everything, AllOf(Not(HasSubstr("kaya")), Not(HasSubstr("Kaya")), Not(HasSubstr("argon2"))));
    for (auto const* table :
         {"sessions", "account_links", "known_devices", "account_roles", "account_recovery_codes"})
        EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM " + std::string(table)), 0) << table;
    EXPECT_EQ(erase().problem().kind, ProblemKind::not_found);
    EXPECT_EQ(
        work([&](Work& work) { return unblock_account(work, account_); }).problem().kind,
        ProblemKind::not_found);
    EXPECT_EQ(
        work([&](Work& work) { return set_grants(work, account_, stored().version, {}); }).problem().kind,
        ProblemKind::not_found);
    EXPECT_FALSE(try_login(right_password, "ayse.kaya@kreis.example"));
    EXPECT_NE(invited("ayse.kaya@kreis.example"), account_) << "somebody new is somebody else";
}

TEST_P(AccountTest, an_invitation_that_nobody_took_is_withdrawn)
{
    auto const somebody = invited("neu@kreis.example");
    auto const link = work([&](Work& work) -> Result<std::string> {
                          return make_link(work, somebody, LinkPurpose::invitation);
                      }).value();
    ASSERT_TRUE(work([&](Work& work) { return erase_account(work, somebody, "gelöschtes Konto"); }));
    EXPECT_FALSE(is_link_open(connection(), tenant_, link, clock_.now()));
    EXPECT_EQ(
        audit::list_entries(connection(), tenant_, std::nullopt, 1).front().action,
        "identity.invitation.withdrawn");
    EXPECT_NE(invited("other@kreis.example"), somebody) << "its number is in the chain: nobody gets it again";
}

TEST_P(AccountTest, a_login_from_a_browser_that_nobody_knows_is_said)
{
    auto const first = try_login(right_password, "ayse.kaya@kreis.example").value();
    EXPECT_FALSE(first.is_new_browser) << "the first of all";
    EXPECT_FALSE(
        try_login(right_password, "ayse.kaya@kreis.example", first.device_token).value().is_new_browser);
    EXPECT_TRUE(try_login(right_password, "ayse.kaya@kreis.example").value().is_new_browser);
    EXPECT_TRUE(try_login(right_password, "ayse.kaya@kreis.example", "geraten").value().is_new_browser);
}

TEST_P(AccountTest, one_device_is_logged_out_and_no_stranger_s)
{
    auto const session_of = [&](LoggedIn const& login) {
        return find_person(connection(), tenant_, login.session_token, {}, clock_.now());
    };
    auto const here = try_login(right_password, "ayse.kaya@kreis.example").value();
    auto const there = try_login(right_password, "ayse.kaya@kreis.example").value();
    auto const stranger = invited("leyla@kreis.example");
    auto const end = [&](AccountId account) {
        return work([&](Work& work) { return end_session(work, account, session_of(there)->session); });
    };
    EXPECT_EQ(end(stranger).problem().kind, ProblemKind::not_found);
    ASSERT_TRUE(end(account_));
    EXPECT_FALSE(session_of(there));
    EXPECT_TRUE(session_of(here));
}

}
} // namespace kommin::identity
