// The adapter against a real server on this machine, with its bad habits.

#include "platform/translate/libre_translate.hpp"
#include "platform/translate/testing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace kommin::translate {
namespace {

using std::chrono::milliseconds;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class LibreTranslateTest : public ::testing::Test {
protected:
    LibreTranslateOptions options(std::string url)
    {
        return {.url = std::move(url), .timeout = milliseconds(2'000), .pause = milliseconds::zero()};
    }
    Result<std::vector<std::string>> translate(std::string target = "tr")
    {
        return LibreTranslate(options(server_.url())).translate({"de", std::move(target), {"Chor", "Tanz"}});
    }
    Problem problem(std::string_view habit, std::string target = "tr")
    {
        server_.behave(habit);
        auto const result = translate(std::move(target));
        EXPECT_FALSE(result) << habit;
        return result ? Problem{} : result.problem();
    }

    TranslationServer server_;
};

TEST_F(LibreTranslateTest, texts_come_back_in_their_order)
{
    auto with_key = options(server_.url() + "/");
    with_key.key = "geheim";
    auto const texts = LibreTranslate(with_key).translate({"de", "tr", {"Chor", "Ta\"nz\n"}});
    ASSERT_TRUE(texts);
    EXPECT_THAT(*texts, ElementsAre("tr: Chor", "tr: Ta\"nz\n"));
    EXPECT_THAT(
        server_.requests(),
        ElementsAre(
            R"(POST /translate {"q":["Chor","Ta\"nz\n"],"source":"de","target":"tr","format":"text","api_key":"geheim"})"));
    ASSERT_TRUE(translate());
    EXPECT_THAT(server_.requests().back(), Not(HasSubstr("api_key")));
}

TEST_F(LibreTranslateTest, nothing_is_asked_for_nothing)
{
    EXPECT_TRUE(LibreTranslate(options(server_.url())).translate({"de", "tr", {}}));
    EXPECT_THAT(server_.requests(), SizeIs(0));
}

TEST_F(LibreTranslateTest, many_texts_are_sent_in_batches_with_a_pause)
{
    auto slow = options(server_.url());
    slow.pause = milliseconds(100);
    std::vector<std::string> texts(60, "Chor");
    texts.emplace_back(3'999, 'x');
    texts.emplace_back("y");
    texts.emplace_back("z");
    auto const begin = std::chrono::steady_clock::now();
    auto const all = LibreTranslate(slow).translate({"de", "tr", texts});
    ASSERT_TRUE(all);
    EXPECT_THAT(*all, SizeIs(63));
    EXPECT_EQ(all->back(), "tr: z");
    EXPECT_THAT(server_.requests(), SizeIs(5)) << "25, 25, 10, a long one with a short one, one";
    EXPECT_GE(std::chrono::steady_clock::now() - begin, milliseconds(400));
}

TEST_F(LibreTranslateTest, every_bad_habit_is_told_apart)
{
    EXPECT_EQ(problem("key").kind, ProblemKind::not_allowed);
    EXPECT_EQ(problem("key").message, "machine.problem.key"_msg);
    EXPECT_EQ(problem("busy").message, "machine.problem.too_many"_msg);
    EXPECT_EQ(problem("busy").kind, ProblemKind::unavailable);
    EXPECT_EQ(problem("", "kmr").message, "machine.problem.language"_msg);
    EXPECT_EQ(problem("", "kmr").kind, ProblemKind::invalid);
    EXPECT_EQ(problem("refuse").message, "machine.problem.refused"_msg);
    EXPECT_EQ(problem("too-long").message, "machine.problem.refused"_msg);
    EXPECT_EQ(problem("too-long").kind, ProblemKind::too_large);
    EXPECT_EQ(problem("missing").message, "machine.problem.no_such_server"_msg);
    EXPECT_EQ(problem("missing").kind, ProblemKind::invalid);
    EXPECT_EQ(problem("fail").message, "machine.problem.server"_msg);
    EXPECT_EQ(problem("fail").kind, ProblemKind::unavailable);
    for (auto const* habit : {"rubbish", "few", "numbers", "cut", "huge"}) {
        EXPECT_EQ(problem(habit).message, "machine.problem.broken"_msg) << habit;
        EXPECT_EQ(problem(habit).kind, ProblemKind::unavailable) << habit;
    }
    EXPECT_EQ(problem("slow").message, "machine.problem.timeout"_msg);
}

TEST_F(LibreTranslateTest, a_redirect_is_not_followed)
{
    EXPECT_EQ(problem("redirect").message, "machine.problem.redirect"_msg);
    EXPECT_THAT(server_.requests(), ElementsAre(HasSubstr("POST /translate ")));
}

TEST_F(LibreTranslateTest, whoever_is_told_to_come_later_asks_nothing_before)
{
    server_.behave("later");
    LibreTranslate const translator(options(server_.url()));
    EXPECT_EQ(translator.translate({"de", "tr", {"Chor"}}).problem().message, "machine.problem.too_many"_msg);
    server_.behave("");
    EXPECT_EQ(translator.translate({"de", "tr", {"Chor"}}).problem().message, "machine.problem.too_many"_msg);
    EXPECT_THAT(server_.requests(), SizeIs(1));
}

TEST_F(LibreTranslateTest, nobody_there_is_told)
{
    auto const result = LibreTranslate(options("http://127.0.0.1:1")).translate({"de", "tr", {"Chor"}});
    EXPECT_EQ(result.problem().message, "machine.problem.no_connection"_msg);
}

TEST_F(LibreTranslateTest, only_a_known_certificate_is_believed)
{
    auto encrypted = options(server_.tls_url());
    EXPECT_EQ(
        LibreTranslate(encrypted).translate({"de", "tr", {"Chor"}}).problem().message,
        "machine.problem.tls"_msg);
    encrypted.ca_file = server_.ca_file();
    EXPECT_TRUE(LibreTranslate(encrypted).translate({"de", "tr", {"Chor"}}));
}

TEST(TranslatorUrl, is_encrypted_or_stays_on_this_machine)
{
    for (auto const* good :
         {"https://uebersetzen.kreis.example", "https://kreis.example:8443/libre/", "http://127.0.0.1:5000",
          "http://localhost:5000", "http://[::1]:5000"})
        EXPECT_TRUE(is_translator_url(good)) << good;
    for (auto const* bad :
         {"", "kreis.example", "http://kreis.example", "http://127.0.0.1.kreis.example", "ftp://127.0.0.1",
          "https://name:wort@kreis.example", "https://kreis.example/?a=b", "https://kreis.example/#a",
          "https://", "file:///etc/passwd", "https://a b"})
        EXPECT_FALSE(is_translator_url(bad)) << bad;
    EXPECT_TRUE(is_this_machine("http://localhost:5000/x"));
    EXPECT_FALSE(is_this_machine("https://kreis.example"));
    EXPECT_THROW(LibreTranslate({.url = "http://kreis.example"}), std::invalid_argument);
}

} // namespace
} // namespace kommin::translate
