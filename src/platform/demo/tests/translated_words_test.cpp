#include "platform/demo/translated_words.hpp"

#include "platform/files/files.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

#include <unistd.h>

namespace kommin::demo {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

class TranslatedWordsOfFile : public ::testing::Test {
protected:
    void SetUp() override { std::filesystem::create_directories(folder_ / "translations"); }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    TranslatedWords words_of(std::string_view text)
    {
        files::write_atomically(folder_ / "translations" / "goals.tr.json", text);
        return {Files(folder_), Translated{"goals.tr.json", *i18n::Language::find("tr")}};
    }
    std::filesystem::path const folder_
        = std::filesystem::temp_directory_path() / ("kommin-words-" + std::to_string(getpid()));
};

TEST_F(TranslatedWordsOfFile, say_each_line_by_itself_and_keep_empty_ones)
{
    auto words = words_of(R"({"texts": {"eins": "bir", "zwei": "iki"}})");
    EXPECT_EQ(words.of("eins\n\nzwei"), "bir\n\niki");
    EXPECT_EQ(words.of("eins\ndrei"), "") << "half of a text is none";
    words.require_all_used();
    EXPECT_FALSE(words.is_reviewed());
    EXPECT_TRUE(words_of(R"({"reviewed_by": "Frau Y", "texts": {}})").is_reviewed());
}

TEST_F(TranslatedWordsOfFile, refuse_what_nobody_says)
{
    auto words = words_of(R"({"texts": {"eins": "bir", "zwei": "iki"}})");
    EXPECT_EQ(words.of("eins"), "bir");
    EXPECT_THAT(
        [&] { words.require_all_used(); },
        ThrowsMessage<std::runtime_error>(HasSubstr("goals.tr.json translates what is not there: zwei")));
    EXPECT_THAT(
        [&] { words_of(R"({"reviewed_by": ""})"); },
        ThrowsMessage<std::runtime_error>(HasSubstr("goals.tr.json has no texts")));
}

} // namespace
} // namespace kommin::demo
