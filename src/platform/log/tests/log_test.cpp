#include "platform/log/log.hpp"

#include "platform/base/date.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace kommin::log {
namespace {

class LogFile : public ::testing::Test {
protected:
    void TearDown() override
    {
        configure(Level::info, Target::standard_error());
        std::filesystem::remove(path_);
    }
    [[nodiscard]] std::vector<std::string> lines() const
    {
        std::ifstream file(path_);
        std::vector<std::string> lines;
        for (std::string line; std::getline(file, line);)
            lines.push_back(line);
        return lines;
    }
    std::filesystem::path path_
        = std::filesystem::temp_directory_path() / ("kommin-log-" + std::to_string(getpid()) + ".log");
};

TEST_F(LogFile, a_line_is_one_json_object_with_time_level_event_and_fields)
{
    ASSERT_TRUE(configure(Level::info, Target{path_}));
    warning("offer.import.refused", {{"row", "17"}, {"cause", "no title"}});
    ASSERT_EQ(lines().size(), 1U);
    auto const line = lines().front();
    EXPECT_EQ(line.substr(0, 7), R"({"at":")");
    EXPECT_EQ(
        line.substr(31),
        R"(","level":"warning","event":"offer.import.refused","row":"17","cause":"no title"})");
}

TEST_F(LogFile, says_the_time_in_utc_wherever_the_machine_stands)
{
    auto const* const before = std::getenv("TZ");
    std::string const kept = before == nullptr ? "" : before;
    ASSERT_EQ(::setenv("TZ", "Pacific/Kiritimati", 1), 0); // fourteen hours ahead
    ::tzset();
    ASSERT_TRUE(configure(Level::info, Target{path_}));
    auto const now = std::chrono::system_clock::now();
    info("test");
    ASSERT_EQ(lines().size(), 1U);
    auto const text = lines().front().substr(7, 24);
    EXPECT_EQ(text.back(), 'Z') << text;
    auto const at = parse_instant(text);
    ASSERT_TRUE(at) << text;
    EXPECT_LT(std::chrono::abs(*at - now), std::chrono::minutes(1)) << text;
    if (before == nullptr)
        ::unsetenv("TZ");
    else
        ::setenv("TZ", kept.c_str(), 1);
    ::tzset();
}

TEST_F(LogFile, a_value_can_neither_break_out_of_its_quotes_nor_of_its_line)
{
    ASSERT_TRUE(configure(Level::info, Target{path_}));
    info(
        "test",
        {{"value", "a\"b\\c\nd\te\x1b[31m\x7f"},
         {"german", "Fröndenberg"},
         {"broken", "x\xFFy"},
         {"nul", {"\0", 1}}});
    ASSERT_EQ(lines().size(), 1U);
    EXPECT_NE(
        lines().front().find(
            R"("value":"a\"b\\c\nd\u0009e\u001b[31m\u007f","german":"Fröndenberg","broken":"x?y","nul":"\u0000")"),
        std::string::npos)
        << lines().front();
}

TEST_F(LogFile, braces_in_a_value_are_no_format)
{
    ASSERT_TRUE(configure(Level::info, Target{path_}));
    info("test", {{"value", "{} {0} {:x} %v"}});
    EXPECT_NE(lines().at(0).find(R"("value":"{} {0} {:x} %v")"), std::string::npos);
}

TEST_F(LogFile, lines_below_the_level_are_not_written)
{
    ASSERT_TRUE(configure(Level::warning, Target{path_}));
    debug("a");
    info("b");
    EXPECT_FALSE(writes(Level::info));
    EXPECT_TRUE(writes(Level::error));
    EXPECT_TRUE(lines().empty());
    error("c");
    EXPECT_EQ(lines().size(), 1U);
}

TEST_F(LogFile, threads_do_not_mix_their_lines)
{
    ASSERT_TRUE(configure(Level::info, Target{path_}));
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread) {
        threads.emplace_back([thread] {
            for (int i = 0; i < 200; ++i)
                info("test", {{"text", std::string(300, 'x')}, {"n", std::to_string(thread * 1000 + i)}});
        });
    }
    for (auto& thread : threads)
        thread.join();
    std::set<std::string> endings;
    for (auto const& line : lines()) {
        EXPECT_EQ(line.front(), '{');
        EXPECT_EQ(line.back(), '}');
        endings.insert(line.substr(line.size() - 12));
    }
    EXPECT_EQ(lines().size(), 1600U);
    EXPECT_EQ(endings.size(), 1600U);
}

TEST_F(LogFile, after_rotation_the_same_call_opens_a_new_file)
{
    ASSERT_TRUE(configure(Level::info, Target{path_}));
    info("before");
    auto const rotated = path_.string() + ".1";
    std::filesystem::rename(path_, rotated);
    ASSERT_TRUE(configure(Level::info, Target{path_}));
    info("after");
    EXPECT_EQ(lines().size(), 1U);
    std::filesystem::remove(rotated);
}

TEST_F(LogFile, an_impossible_file_is_reported_and_the_log_goes_on_elsewhere)
{
    EXPECT_FALSE(configure(Level::error, Target{"/proc/no/such/file.log"}));
    info("not written at this level");
}

TEST_F(LogFile, a_full_disk_loses_lines_but_ends_nothing)
{
    ASSERT_TRUE(configure(Level::info, Target{"/dev/full"}));
    auto const lost = count_lost_lines();
    for (int i = 0; i < 3; ++i)
        info("test", {{"i", std::to_string(i)}});
    EXPECT_GT(count_lost_lines(), lost);
}

TEST(LogLevel, is_read_from_its_name)
{
    EXPECT_EQ(parse_level("warning"), Level::warning);
    EXPECT_EQ(parse_level("WARN"), std::nullopt);
    EXPECT_EQ(parse_level(""), std::nullopt);
}

}
} // namespace kommin::log
