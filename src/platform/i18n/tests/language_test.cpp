#include "platform/i18n/language.hpp"
#include "platform/i18n/negotiate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>
#include <string>
#include <thread>
#include <unordered_set>
#include <vector>

namespace kommin::i18n {
namespace {

Language language(std::string_view tag)
{
    auto const found = Language::find(tag);
    EXPECT_TRUE(found) << tag;
    return found.value_or(Language::german());
}

TEST(Language, registry_knows_29_tags_with_script_and_direction)
{
    EXPECT_EQ(known_languages().size(), 29U);
    std::set<std::string_view> rtl;
    for (Language const each : known_languages()) {
        EXPECT_FALSE(each.autonym().empty());
        EXPECT_FALSE(each.german_name().empty());
        EXPECT_EQ(each.is_rtl(), each.direction() == "rtl");
        EXPECT_EQ(each.script().size(), each.tag() == "gsg" ? 0U : 4U) << each.tag();
        if (each.is_rtl())
            rtl.insert(each.tag());
    }
    EXPECT_THAT(rtl, ::testing::ElementsAre("ar", "ckb", "fa", "prs", "ps", "ur"));
    EXPECT_EQ(Language::german().tag(), "de");
}

TEST(Language, interface_begins_with_german_and_has_at_least_the_six_and_easy_german)
{
    ASSERT_FALSE(interface_languages().empty());
    EXPECT_EQ(interface_languages()[0], Language::german());
    std::vector<std::string_view> tags;
    for (Language const each : interface_languages())
        tags.push_back(each.tag());
    EXPECT_THAT(tags, ::testing::IsSupersetOf({"de", "de-simple", "en", "tr", "ar", "uk", "ro"}));
}

TEST(Language, is_found_in_any_spelling_and_is_the_same_value)
{
    EXPECT_EQ(language("SR-latn"), language("sr-Latn"));
    EXPECT_EQ(language("de-SIMPLE").tag(), "de-simple");
    EXPECT_EQ(language("prs").cldr_tag(), "fa-AF");
    EXPECT_EQ(language("kmr").cldr_tag(), "ku");
    EXPECT_EQ(language("ar").autonym(), "العربية");
    std::unordered_set<Language> set{language("en"), language("EN"), language("de")};
    EXPECT_EQ(set.size(), 2U);
}

TEST(Language, beyond_the_registry_is_described_by_icu)
{
    Language const hebrew = language("he");
    EXPECT_EQ(hebrew.german_name(), "Hebräisch");
    EXPECT_EQ(hebrew.direction(), "rtl");
    EXPECT_EQ(hebrew.script(), "Hebr");
    EXPECT_EQ(hebrew, language("HE"));
    Language const portuguese = language("pt-br");
    EXPECT_EQ(portuguese.tag(), "pt-BR");
    EXPECT_EQ(portuguese.autonym().substr(0, 10), "Português");
    EXPECT_EQ(portuguese.script(), "Latn");
}

TEST(Language, refuses_what_is_no_tag)
{
    for (std::string_view const tag :
         {"", "-", "d", "de_DE", "de--AT", "de-", "../etc", "de DE", "de-!", "x-private", "abcdefghi",
          "en-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "und", "\xFF\xFE"})
        EXPECT_FALSE(Language::find(tag)) << tag;
    EXPECT_FALSE(Language::find(std::string_view("de\0x", 4)));
}

TEST(LanguageDeathTest, strangers_cannot_fill_the_memory)
{
    // In a process of its own: afterwards, no new language is taken in any more.
    auto const fill = [] {
        bool const is_known = Language::find("he").has_value();
        int found = 0;
        for (char a = 'a'; a <= 'z'; ++a)
            for (char b = 'a'; b <= 'z'; ++b)
                for (std::string_view const region : {"-AA", "-BB"})
                    found += Language::find(std::string{'q', a, b}.append(region)) ? 1 : 0;
        std::exit(is_known && found > 500 && found <= 1000 && Language::find("he") ? 0 : 1);
    };
    EXPECT_EXIT(fill(), ::testing::ExitedWithCode(0), "");
}

TEST(Language, is_found_from_many_threads)
{
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([] {
            for (int n = 0; n < 200; ++n) {
                EXPECT_EQ(language("he").script(), "Hebr");
                EXPECT_EQ(language("uk").script(), "Cyrl");
            }
        });
    for (auto& thread : threads)
        thread.join();
}

class NegotiateTest : public ::testing::Test {
protected:
    [[nodiscard]] std::string_view choose(
        std::string_view header, std::vector<std::string_view> const& tags = {}) const
    {
        std::vector<Language> offered;
        for (std::string_view const tag : tags.empty()
                 ? std::vector<std::string_view>{"de", "de-simple", "en", "tr", "ar", "uk", "ro"}
                 : tags)
            offered.push_back(language(tag));
        return negotiate(header, offered, language("de")).tag();
    }
};

TEST_F(NegotiateTest, takes_the_best_liked_language_that_is_offered)
{
    EXPECT_EQ(choose("uk"), "uk");
    EXPECT_EQ(choose("fr, tr;q=0.5, ar;q=0.9"), "ar");
    EXPECT_EQ(choose("en;q=0.8,tr;q=0.8"), "en") << "the first of equals";
    EXPECT_EQ(choose("RO;Q=0.3, xx"), "ro");
}

TEST_F(NegotiateTest, shortens_ranges_and_does_not_take_easy_german_for_german)
{
    EXPECT_EQ(choose("de-AT,de;q=0.9,en;q=0.8"), "de");
    EXPECT_EQ(choose("ar-SY"), "ar");
    EXPECT_EQ(choose("en-US,en;q=0.9"), "en");
    EXPECT_EQ(choose("de-simple"), "de-simple");
    EXPECT_EQ(choose("de", {"en", "de-simple"}), "de-simple");
}

TEST_F(NegotiateTest, finds_more_special_languages_and_other_names)
{
    EXPECT_EQ(choose("zh-*", {"de", "zh-Hans"}), "zh-Hans");
    EXPECT_EQ(choose("zh-CN", {"de", "zh-Hans"}), "zh-Hans");
    EXPECT_EQ(choose("sr", {"de", "sr-Latn"}), "sr-Latn");
    EXPECT_EQ(choose("fa-AF", {"de", "fa", "prs"}), "prs");
    EXPECT_EQ(choose("prs", {"de", "prs"}), "prs");
    EXPECT_EQ(choose("ku", {"de", "kmr"}), "kmr");
    EXPECT_EQ(choose("ro-x-rom", {"de", "ro"}), "ro");
}

TEST_F(NegotiateTest, excludes_what_has_quality_zero)
{
    EXPECT_EQ(choose("de;q=0, *"), "en") << "German is out, Easy German with it unless asked for";
    EXPECT_EQ(choose("en, en;q=0"), "en") << "the first of two equal ranges counts";
    EXPECT_EQ(choose("*;q=0, tr;q=0.1"), "tr");
    EXPECT_EQ(choose("de;q=0, de-simple"), "de-simple");
}

TEST_F(NegotiateTest, takes_the_fallback_for_anything)
{
    EXPECT_EQ(choose("*"), "de");
    EXPECT_EQ(choose(""), "de");
    EXPECT_EQ(choose("ja, ko"), "de");
    EXPECT_EQ(choose("ja, *;q=0.1"), "de");
}

TEST_F(NegotiateTest, skips_garbage)
{
    EXPECT_EQ(choose(",,;q=1, tr;q=nan, en;q=2, ar;q=0.12345, uk;level=1, ro;q=1.5, \xFF, de_AT, tr"), "tr");
    EXPECT_EQ(choose("en;q=1.000"), "en");
    EXPECT_EQ(choose("en;q=, tr"), "tr");
    std::string many;
    for (int i = 0; i < 100'000; ++i)
        many += "xx,";
    EXPECT_EQ(choose(many + "tr"), "de");
}

} // namespace
} // namespace kommin::i18n
