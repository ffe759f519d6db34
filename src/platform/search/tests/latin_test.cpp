#include "platform/search/latin.hpp"

#include <gmock/gmock.h>

namespace kommin::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(LatinWords, what_is_latin_loses_its_marks)
{
    EXPECT_THAT(latin_words("Ayşe Öztürk"), ElementsAre("ayse", "ozturk"));
    EXPECT_THAT(latin_words("IŞIK Çağ İnci"), ElementsAre("isik", "cag", "inci"));
    EXPECT_THAT(latin_words("Ștefan Țurcanu-Groß"), ElementsAre("stefan", "turcanu", "gross"));
    EXPECT_THAT(latin_words("O'Neil, Anna"), ElementsAre("oneil", "anna"));
}

TEST(LatinWords, cyrillic_as_passports_have_it)
{
    EXPECT_THAT(latin_words("Юлия Шевченко"), ElementsAre("yuliya", "shevchenko"));
    EXPECT_THAT(latin_words("Щербакова Хасан"), ElementsAre("shcherbakova", "khasan"));
    EXPECT_THAT(latin_words("Їжак Ґалаган"), ElementsAre("izhak", "galagan"));
}

TEST(LatinWords, arabic_as_it_is_written)
{
    EXPECT_THAT(latin_words("محمد"), ElementsAre("mhmd"));
    EXPECT_THAT(latin_words("مُحَمَّد"), ElementsAre("mhmd")) << "with its vowels";
    EXPECT_THAT(latin_words("فاطمة يوسف"), ElementsAre("fatma", "yusf"));
    EXPECT_THAT(latin_words("علي عمر"), ElementsAre("ali", "amr"));
    EXPECT_THAT(latin_words("الأحمد الياس"), ElementsAre("ahmd", "alias")) << "an article, and none";
    EXPECT_THAT(latin_words("کریم"), ElementsAre("krim")) << "Persian letters";
    EXPECT_THAT(
        latin_words("تامر بثينة جحا خالد ذياب غزال ظافر"),
        ElementsAre("tamr", "bthina", "jha", "khald", "dhiab", "ghzal", "zafr"));
}

TEST(LatinWords, other_scripts_and_what_is_no_name)
{
    EXPECT_THAT(latin_words("Γιώργος"), ElementsAre("giorgos"));
    EXPECT_THAT(latin_words("Ευαγγελία Βασιλείου"), ElementsAre("evangelia", "vasileiou"));
    EXPECT_THAT(latin_words("  – 12 ! "), IsEmpty());
    EXPECT_THAT(latin_words("\xff\xfe"), IsEmpty());
    EXPECT_THAT(latin_words(""), IsEmpty());
    EXPECT_EQ(latin_words(std::string(10'000, 'a')).size(), 1U);
}

}
} // namespace kommin::search
