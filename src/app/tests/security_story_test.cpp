// What docs/security.md promises of the whole product and no other test shows: cookies, sessions, headers and
// limits as a browser meets them.

#include "app/tests/staff_story.hpp"
#include "platform/identity/session_store.hpp"
#include "platform/log/log.hpp"

#include <chrono>
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class SecurityStory : public StaffStory {
protected:
    identity::AccountId account_with_password(std::string const& email, std::vector<Grant> grants = {})
    {
        auto const id = account(email, std::move(grants));
        set_good_password(id);
        return id;
    }
    static http::Response log_in(Browser& browser, std::string const& email)
    {
        return browser.post(
            "/verwaltung/anmelden",
            "email=" + email + "&passwort=" + html::percent_encode(good_password) + "&weiter=", false);
    }
    // Of all routes for people at work; what stands for a parameter need not exist.
    [[nodiscard]] std::vector<std::string> addresses_of_staff() const
    {
        std::vector<std::string> addresses;
        for (auto const& module : product_.modules) {
            for (auto const& route : module.routes) {
                bool const is_public = route.access.kind == web::Access::Kind::public_page
                    || route.access.kind == web::Access::Kind::public_cached;
                if (!is_public)
                    addresses.push_back(
                        std::regex_replace(std::string(route.pattern), std::regex("\\{[^}]*\\}"), "1"));
            }
        }
        return addresses;
    }
};
KOMMIN_ON_BOTH_ENGINES(SecurityStory);

std::vector<std::string> cookies_of(http::Response const& response)
{
    std::vector<std::string> cookies;
    for (auto const& header : response.headers()) {
        if (header.name == "Set-Cookie")
            cookies.push_back(header.value);
    }
    return cookies;
}

TEST_P(SecurityStory, the_cookies_of_a_login_are_for_this_host_over_tls_and_for_no_script)
{
    account_with_password("leyla@kreis.example");
    Browser leyla{*this};
    EXPECT_THAT(cookies_of(leyla.get("/verwaltung/anmelden")), IsEmpty()) << "nobody has logged in yet";
    auto const cookies = cookies_of(log_in(leyla, "leyla@kreis.example"));
    EXPECT_EQ(cookies.size(), 2U);
    for (auto const& cookie : cookies)
        EXPECT_THAT(
            cookie,
            AllOf(
                StartsWith("__Host-kommin"), HasSubstr("; Secure"), HasSubstr("; HttpOnly"),
                HasSubstr("; SameSite=Lax"), HasSubstr("; Path=/;"), Not(HasSubstr("Domain="))));
    EXPECT_THAT(cookies, Contains(AllOf(StartsWith("__Host-kommin="), Not(HasSubstr("Max-Age")))))
        << "the session goes with the browser";
}

class ShortSession : public StaffStory {
protected:
    ShortSession()
        : StaffStory({}, {}, {.base_url = "https://musterau.example", .idle_limit = std::chrono::minutes(30)})
    { }
};
KOMMIN_ON_BOTH_ENGINES(ShortSession);

TEST_P(ShortSession, ends_after_the_minutes_that_the_operator_has_set)
{
    auto const leyla = account("leyla@kreis.example", {});
    auto counter = logged_in(leyla);
    auto office = logged_in(leyla);
    auto const pass = [&](std::chrono::minutes time) { clock().set(clock().now() + time); };
    pass(std::chrono::minutes(29));
    EXPECT_THAT(counter.get("/verwaltung/konto").body_text(), HasSubstr("Überall sonst abmelden"));
    pass(std::chrono::minutes(29));
    auto const page = counter.get("/verwaltung/konto");
    EXPECT_EQ(page.status(), http::Status::ok) << "each click counts";
    EXPECT_THAT(page.body_text(), Not(HasSubstr("Überall sonst abmelden"))) << "the other one has ended";
    pass(std::chrono::minutes(31));
    EXPECT_EQ(counter.get("/verwaltung/konto").status(), http::Status::see_other);
    EXPECT_EQ(office.get("/verwaltung/konto").status(), http::Status::see_other);
}

TEST_P(SecurityStory, every_login_is_a_session_of_its_own_and_logging_out_ends_it_here)
{
    account_with_password("leyla@kreis.example");
    Browser leyla{*this};
    leyla.cookies["__Host-kommin"] = "von-jemandem-untergeschoben";
    ASSERT_EQ(log_in(leyla, "leyla@kreis.example").status(), http::Status::see_other);
    auto const session = leyla.cookies["__Host-kommin"];
    EXPECT_NE(session, "von-jemandem-untergeschoben");
    EXPECT_EQ(leyla.get("/verwaltung/konto").status(), http::Status::ok);
    leyla.token = identity::find_person(connection(), tenant_, session, {}, clock().now())->form_token;
    EXPECT_EQ(leyla.get("/verwaltung/abmelden").header("Location"), "/verwaltung");
    EXPECT_EQ(leyla.get("/verwaltung/konto").status(), http::Status::ok)
        << "no link, no picture logs anybody out";
    auto const left = leyla.post("/verwaltung/abmelden", "");
    EXPECT_THAT(cookies_of(left), Contains(AllOf(StartsWith("__Host-kommin=;"), HasSubstr("Max-Age=0"))));

    Browser thief{*this};
    thief.cookies["__Host-kommin"] = session;
    EXPECT_EQ(thief.get("/verwaltung/konto").status(), http::Status::see_other);
}

TEST_P(SecurityStory, no_answer_to_people_at_work_is_kept_or_framed_or_guessed_at)
{
    auto browser = logged_in(account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}}));
    Browser stranger{*this};
    auto const addresses = addresses_of_staff();
    EXPECT_GT(addresses.size(), 30U);
    for (auto const& address : addresses) {
        for (auto* visitor : {&browser, &stranger}) {
            auto const answer = visitor->get(address);
            EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff") << address;
            EXPECT_EQ(answer.header("Referrer-Policy"), "strict-origin-when-cross-origin") << address;
            EXPECT_THAT(
                std::string(answer.header("Strict-Transport-Security")), HasSubstr("max-age=31536000"))
                << address;
            EXPECT_THAT(
                std::string(answer.header("Content-Security-Policy")),
                AllOf(HasSubstr("default-src 'none'"), HasSubstr("frame-ancestors 'none'")))
                << address;
            EXPECT_EQ(answer.header("Access-Control-Allow-Origin"), "") << address;
            EXPECT_EQ(answer.header("Server"), "") << address;
            EXPECT_EQ(answer.header("Cache-Control"), "no-store") << address;
        }
    }
}

TEST_P(SecurityStory, guessing_the_current_password_in_an_open_session_has_to_wait)
{
    account_with_password("leyla@kreis.example");
    Browser browser{*this};
    ASSERT_EQ(log_in(browser, "leyla@kreis.example").status(), http::Status::see_other);
    browser.token
        = identity::find_person(connection(), tenant_, browser.cookies["__Host-kommin"], {}, clock().now())
              ->form_token;
    auto const guess = [&](std::string_view password) {
        return browser.post(
            "/verwaltung/konto/passwort",
            "current=" + html::percent_encode(password) + "&password=Brot+und+Salz+und+Meer");
    };
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(guess("falsch").status(), http::Status::unprocessable);
    auto const slowed = guess(good_password);
    EXPECT_EQ(slowed.status(), http::Status::unavailable);
    EXPECT_THAT(slowed.body_text(), HasSubstr("zu viele Versuche"));
}

TEST_P(SecurityStory, whoever_asks_for_what_they_may_not_see_stands_in_the_log)
{
    auto const reader = account("reader@kreis.example", {{"reader", Scope::whole_tenant()}});
    auto browser = logged_in(reader);
    auto const file = database().directory() + "/log";
    auto const before = web::count_refused_accesses();
    log::configure(log::Level::warning, {file});
    EXPECT_EQ(browser.get("/verwaltung/konten").status(), http::Status::not_found);
    EXPECT_EQ(browser.get("/verwaltung/gibt-es-nicht").status(), http::Status::not_found);
    log::configure(log::Level::info, log::Target::standard_error());
    EXPECT_EQ(web::count_refused_accesses() - before, 1U) << "a wrong address is no attempt";
    std::ifstream lines(file);
    std::string const text{std::istreambuf_iterator<char>(lines), {}};
    EXPECT_THAT(
        text,
        AllOf(
            HasSubstr("web.access.refused"), HasSubstr("\"route\":\"/verwaltung/konten\""),
            HasSubstr("\"account\":\"" + std::to_string(reader.value) + "\"")));
    EXPECT_THAT(text, AllOf(Not(HasSubstr("gibt-es-nicht")), Not(HasSubstr("reader@"))));
    EXPECT_THAT(product_.metrics.expose(), HasSubstr("kommin_accesses_refused_total "));
}

TEST_P(SecurityStory, guessing_stands_on_the_page_of_whoever_watches)
{
    auto const administrator = account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}});
    auto browser = logged_in(administrator);
    auto reader = logged_in(account("reader@kreis.example", {{"reader", Scope::whole_tenant()}}));
    auto const says = [&](Browser& who, std::string_view words) {
        return who.get("/verwaltung").body_text().find(words) != std::string::npos;
    };
    EXPECT_FALSE(says(browser, "Auffällig"));
    auto const guess = [&](int times) {
        for (int i = 0; i < times; ++i)
            identity::note_failure(connection(), tenant_, "somebody", clock().now(), {});
    };
    guess(14);
    EXPECT_FALSE(says(browser, "Auffällig")) << "somebody has forgotten a password";
    guess(1);
    EXPECT_TRUE(says(browser, "sehr viele falsche Anmeldungen bei einem Konto"));
    EXPECT_FALSE(says(reader, "Auffällig"));
    work([&](Work& work) -> Result<void> {
        work.audit("identity.code.repeated", "account", 1);
        return {};
    }).value();
    EXPECT_TRUE(says(browser, "Einmalpasswort wurde zum zweiten Mal"));
    EXPECT_TRUE(says(browser, "/verwaltung/pruefpfad?was=identity.code.repeated"));
    clock().set(clock().now() + std::chrono::days{8});
    auto later = logged_in(administrator);
    EXPECT_FALSE(says(later, "Auffällig"));
}

TEST_P(SecurityStory, one_network_cannot_ask_for_mails_from_ever_new_addresses)
{
    Browser stranger{*this};
    for (int i = 0; i < 40; ++i) {
        stranger.peer = "2001:db8::" + std::to_string(i + 1) + ":2:3:4";
        EXPECT_EQ(
            stranger
                .post(
                    "/verwaltung/passwort-vergessen", "email=u" + std::to_string(i) + "@kreis.example", false)
                .status(),
            http::Status::ok);
    }
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT count(*) FROM jobs WHERE kind = 'staff.link_mail'"), 10);
}

}
} // namespace kommin::app
