#include "platform/demo/story.hpp"

#include "platform/files/files.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <variant>

#include <unistd.h>

namespace kommin::demo {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

json::Value value_of(std::string_view text)
{
    return std::get<json::Value>(json::parse(text));
}

Story told_on(std::string_view today)
{
    return Story(
        "story.json", value_of(R"({"day": "2009-06-16", "measures": [{"key": "m1"}]})"), *parse_date(today));
}

TEST(DemoStory, moves_its_days_so_that_it_ends_today)
{
    auto const story = told_on("2026-06-16");
    EXPECT_EQ(story.last_day("2009-06-16"), "2026-06-16");
    EXPECT_EQ(story.last_day("2009-06-15"), "2026-06-15");
    EXPECT_EQ(story.first_day("2009-06-17"), "2026-06-17");
    EXPECT_EQ(told_on("2009-06-16").last_day("2010-12-31"), "2010-12-31");
    EXPECT_EQ(told_on("2009-06-01").last_day("2009-06-16"), "2009-06-01") << "also back";
}

TEST(DemoStory, says_of_words_that_they_are_invented)
{
    Story const story(
        "story.json", value_of(R"({"day": "2009-06-16", "mark": "erfunden"})"), *parse_date("2026-06-16"));
    EXPECT_EQ(story.marked("Fortbildungsplan"), "Fortbildungsplan (erfunden)");
    EXPECT_EQ(story.marked(""), "erfunden");
}

TEST(DemoStory, ends_a_year_with_its_last_day_and_begins_it_with_its_first)
{
    auto const story = told_on("2009-06-17"); // a day later
    EXPECT_EQ(story.first_day("2009"), "2009-01-02");
    EXPECT_EQ(story.last_day("2009"), "2010-01-01");
    EXPECT_EQ(story.first_day("2009-02"), "2009-02-02");
    EXPECT_EQ(story.last_day("2009-02"), "2009-03-01");
    EXPECT_EQ(story.first_day(""), "");
    EXPECT_EQ(story.last_day(""), "");
}

TEST(DemoStory, moves_a_year_that_stands_by_itself_by_whole_years)
{
    auto const story = told_on("2026-01-02"); // its days move by less than seventeen years
    EXPECT_EQ(story.year("2009"), "2026");
    EXPECT_EQ(story.year("2008"), "2025");
    EXPECT_EQ(story.year(""), "");
    for (auto const* text : {"09", "2009-06", "zwei", "20090"})
        EXPECT_THROW(static_cast<void>(story.year(text)), std::runtime_error) << text;
}

TEST(DemoStory, refuses_what_is_no_day)
{
    EXPECT_THROW(static_cast<void>(told_on("2026-06-16").last_day("bald")), std::runtime_error);
    EXPECT_THROW(Story("story.json", value_of("{}"), *parse_date("2026-06-16")), std::runtime_error);
}

TEST(DemoStory, has_entries_by_their_key)
{
    auto const story = told_on("2026-06-16");
    EXPECT_EQ(text_at(story.entry("measures", "m1"), "key"), "m1");
    EXPECT_EQ(text_at(story.entry("measures", "m2"), "key"), "");
    EXPECT_EQ(text_at(story.entry("goals", "m1"), "key"), "");
}

class StoryFiles : public ::testing::Test {
protected:
    StoryFiles()
        : folder_(
              std::filesystem::path(::testing::TempDir()) / ("kommin-stories-" + std::to_string(::getpid())))
    {
        std::filesystem::create_directories(folder_);
    }
    ~StoryFiles() override { std::filesystem::remove_all(folder_); }
    void write(std::string const& name, std::string_view text)
    {
        files::write_atomically(folder_ / name, text);
    }

    std::filesystem::path folder_;
};

TEST_F(StoryFiles, are_told_by_name_or_always)
{
    Files const files(folder_);
    auto const today = *parse_date("2026-06-16");
    EXPECT_THAT(story_names(files), IsEmpty());
    EXPECT_FALSE(read_story(files, "", today));
    EXPECT_THROW(read_story(files, "2009", today), std::runtime_error);

    write("story-2009.json", R"({"day": "2009-06-16"})");
    write("story-2010.json", R"({"day": "2010-06-16"})");
    EXPECT_THAT(story_names(files), ElementsAre("2009", "2010"));
    EXPECT_EQ(read_story(files, "2010", today)->file_name(), "story-2010.json");
    EXPECT_FALSE(read_story(files, "", today)) << "nobody has asked for one";

    write("story.json", R"({"day": "2025-06-16"})");
    EXPECT_THAT(story_names(files), ElementsAre("2009", "2010")) << "that one is told anyway";
    EXPECT_EQ(read_story(files, "", today)->last_day("2025-06-15"), "2026-06-15");
}

} // namespace
} // namespace kommin::demo
