// The checker against a real server on this machine; nothing here leaves it.

#include "platform/linkcheck/checker.hpp"
#include "platform/linkcheck/testing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace kommin::linkcheck {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class CheckerTest : public ::testing::Test {
protected:
    Finding check(std::string const& path) { return Checker(options_).check_web(server_.url(path), site); }
    static constexpr std::string_view site = "https://musterau.example";

    WebServer server_;
    CheckerOptions options_ = server_.options();
};

TEST_F(CheckerTest, what_is_there_is_asked_once_and_told_who_asks)
{
    auto const found = check("/ok");
    EXPECT_EQ(found.outcome, Outcome::ok);
    EXPECT_EQ(found.status, 200);
    EXPECT_THAT(server_.requests(), ElementsAre("HEAD /ok"));
    EXPECT_THAT(server_.agents(), ElementsAre(HasSubstr("+https://musterau.example")));
}

TEST_F(CheckerTest, a_permanent_way_is_told_a_temporary_one_is_followed)
{
    EXPECT_EQ(check("/moved").outcome, Outcome::moved);
    EXPECT_EQ(check("/moved").moved_to, server_.url("/ok"));
    EXPECT_EQ(check("/moved-twice").moved_to, server_.url("/ok"));
    EXPECT_EQ(check("/elsewhere").outcome, Outcome::ok);
    EXPECT_EQ(check("/mixed").outcome, Outcome::moved);
    EXPECT_EQ(check("/mixed").moved_to, server_.url("/elsewhere")) << "the rest is not for ever";
    EXPECT_EQ(check("/moved-to-nothing").outcome, Outcome::gone);
}

TEST_F(CheckerTest, ways_without_end_are_left)
{
    EXPECT_EQ(check("/loop").reason, Reason::too_many_redirects);
    EXPECT_EQ(check("/loop").outcome, Outcome::unreachable);
    EXPECT_EQ(check("/chain/5").outcome, Outcome::moved);
    EXPECT_EQ(check("/chain/6").reason, Reason::too_many_redirects);
}

TEST_F(CheckerTest, the_status_says_what_it_is)
{
    EXPECT_EQ(check("/missing").outcome, Outcome::gone);
    EXPECT_EQ(check("/missing").status, 404);
    EXPECT_EQ(check("/gone").outcome, Outcome::gone);
    EXPECT_EQ(check("/forbidden").outcome, Outcome::refused);
    EXPECT_EQ(check("/broken").outcome, Outcome::unreachable);
    EXPECT_EQ(check("/broken").status, 500);
    EXPECT_FALSE(check("/broken").is_of_host);
    EXPECT_EQ(check("/unavailable").outcome, Outcome::unreachable) << "for how long it does not say";
}

TEST_F(CheckerTest, whoever_asks_to_come_later_is_not_asked_again)
{
    auto const later = check("/later");
    EXPECT_EQ(later.outcome, Outcome::not_now);
    EXPECT_EQ(later.retry_after, std::chrono::hours(1));
    EXPECT_TRUE(later.is_of_host);
    EXPECT_EQ(check("/too-many").outcome, Outcome::not_now);
    EXPECT_THAT(server_.requests(), ElementsAre("HEAD /later", "HEAD /too-many"));
}

TEST_F(CheckerTest, where_head_is_refused_get_is_tried)
{
    for (auto const* path : {"/no-head", "/head-not-found", "/head-cut"})
        EXPECT_EQ(check(path).outcome, Outcome::ok) << path;
    EXPECT_THAT(
        server_.requests(),
        ElementsAre(
            "HEAD /no-head", "GET /no-head", "HEAD /head-not-found", "GET /head-not-found", "HEAD /head-cut",
            "GET /head-cut"));
}

TEST_F(CheckerTest, nothing_takes_long_and_nothing_large_is_read)
{
    auto const begin = std::chrono::steady_clock::now();
    EXPECT_EQ(check("/slow").reason, Reason::too_slow);
    EXPECT_EQ(check("/huge").outcome, Outcome::ok);
    EXPECT_EQ(check("/huge-head").reason, Reason::broken_answer);
    EXPECT_EQ(check("/cut").reason, Reason::broken_answer);
    EXPECT_EQ(check("/rubbish").reason, Reason::broken_answer);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

TEST_F(CheckerTest, a_certificate_that_nobody_vouches_for_is_no_answer)
{
    EXPECT_EQ(Checker(options_).check_web(server_.tls_url("/ok"), site).outcome, Outcome::ok);
    options_.for_tests.ca_file.clear();
    auto const found = Checker(options_).check_web(server_.tls_url("/ok"), site);
    EXPECT_EQ(found.outcome, Outcome::refused);
    EXPECT_EQ(found.reason, Reason::tls);
}

TEST_F(CheckerTest, no_redirect_leads_into_this_machine_or_its_network)
{
    options_.find_host = [](std::string const&) { return HostAddresses{Known::yes, {"127.0.0.2"}}; };
    for (auto const* path :
         {"/to-two", "/to-link-local", "/to-six", "/to-mapped", "/to-number", "/to-private", "/to-name"}) {
        auto const found = check(path);
        EXPECT_EQ(found.reason, Reason::not_public) << path;
        EXPECT_EQ(found.outcome, Outcome::refused) << path;
        EXPECT_FALSE(found.is_of_host) << path << ": says nothing about the first host";
    }
    for (auto const* path : {"/to-file", "/to-port", "/to-user"})
        EXPECT_EQ(check(path).reason, Reason::not_web) << path;
    EXPECT_THAT(server_.requests(), ::testing::Not(::testing::Contains(HasSubstr("/ok"))));
}

// As it runs for everybody: no test's exception.
TEST_F(CheckerTest, without_the_exception_of_the_tests_this_machine_is_never_asked)
{
    auto const port = server_.port();
    options_.for_tests.addresses.clear();
    options_.find_host
        = [](std::string const&) { return HostAddresses{Known::yes, {"127.0.0.1", "::1", "10.1.2.3"}}; };
    for (auto const* host :
         {"127.0.0.1", "localhost", "0.0.0.0", "127.1", "0x7f000001", "2130706433", "[::1]",
          "[::ffff:127.0.0.1]", "rebinding.example"}) {
        auto const url = "http://" + std::string(host) + ':' + std::to_string(port) + "/ok";
        auto const found = Checker(options_).check_web(url, site);
        EXPECT_EQ(found.outcome, Outcome::refused) << host;
        EXPECT_EQ(found.reason, Reason::not_public) << host;
    }
    options_.for_tests.ports.clear();
    EXPECT_EQ(Checker(options_).check_web(server_.url("/ok"), site).reason, Reason::not_web);
    EXPECT_THAT(server_.requests(), IsEmpty());
}

TEST_F(CheckerTest, only_the_web_is_asked)
{
    for (auto const* url :
         {"ftp://127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1:70/", "javascript:alert(1)", "",
          "http://", "https://user@127.0.0.1/", "http://127.0.0.1:22/", "https://127.0.0.1:80/"})
        EXPECT_EQ(Checker(options_).check_web(url, site).reason, Reason::not_web) << url;
    EXPECT_THAT(server_.requests(), IsEmpty());
}

TEST_F(CheckerTest, without_names_nothing_is_said_about_anybody)
{
    EXPECT_EQ(Checker(options_).check_web("https://www.aalfeld.example/", site).outcome, Outcome::no_network);
    options_.find_host = [](std::string const&) { return HostAddresses{Known::no}; };
    auto const unknown = Checker(options_).check_web("https://www.aalfeld.example/", site);
    EXPECT_EQ(unknown.outcome, Outcome::unreachable);
    EXPECT_EQ(unknown.reason, Reason::no_such_host);
    EXPECT_TRUE(unknown.is_of_host);
}

TEST_F(CheckerTest, a_closed_port_is_a_host_that_cannot_be_reached)
{
    options_.for_tests.ports.push_back(1); // nobody listens there
    auto const found = Checker(options_).check_web("http://127.0.0.1:1/", site);
    EXPECT_EQ(found.outcome, Outcome::unreachable);
    EXPECT_EQ(found.reason, Reason::no_connection);
    EXPECT_TRUE(found.is_of_host);
}

TEST_F(CheckerTest, of_a_mail_address_the_domain_is_asked)
{
    std::vector<std::string> asked;
    auto answer = Known::yes;
    options_.takes_mail = [&](std::string const& domain) {
        asked.push_back(domain);
        return answer;
    };
    Checker const checker(options_);
    EXPECT_EQ(checker.check_mail("info@Aalfeld.example").outcome, Outcome::ok);
    answer = Known::no;
    EXPECT_EQ(checker.check_mail("info@aalfeld.example").outcome, Outcome::gone);
    answer = Known::cannot_say;
    EXPECT_EQ(checker.check_mail("info@aalfeld.example").outcome, Outcome::no_network);
    EXPECT_THAT(asked, ElementsAre("aalfeld.example", "aalfeld.example", "aalfeld.example"));
}

TEST(HostTest, the_host_of_an_address_is_in_small_letters)
{
    EXPECT_EQ(host_of_url("https://WWW.Kreis-Unna.de/x?y#z"), "www.kreis-unna.de");
    EXPECT_EQ(host_of_url("kein Verweis"), "");
    EXPECT_EQ(domain_of_mail("info@Kreis.example"), "kreis.example");
    EXPECT_EQ(domain_of_mail("info"), "");
}

} // namespace
} // namespace kommin::linkcheck
