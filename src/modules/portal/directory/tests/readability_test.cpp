// The figure of readability, and what it counts.

#include "modules/portal/directory/readability.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kommin::portal {
namespace {

using ::testing::ElementsAre;

TEST(ReadabilityTest, syllables_are_groups_of_vowels)
{
    for (auto const* one : {"Kurs", "Frau", "Bein", "Tee", "Ruhr", "b"})
        EXPECT_EQ(count_syllables(one), 1U) << one;
    for (auto const* two : {"Bauern", "Eier", "Kamen", "Schule", "Täuschung", "Büro"})
        EXPECT_EQ(count_syllables(two), 2U) << two;
    EXPECT_EQ(count_syllables("Familie"), 3U);
    EXPECT_EQ(count_syllables("Aufenthalt"), 3U);
    EXPECT_EQ(count_syllables("Theater"), 3U);
    EXPECT_EQ(count_syllables("Ausländerbehörde"), 6U);
}

TEST(ReadabilityTest, the_formula_is_that_of_its_source)
{
    // Thirty words of one syllable and three letters in three sentences: 0.1672 * 10 - 0.0327 * 100 - 0.875.
    std::string text;
    for (int i = 0; i < 3; ++i)
        text += "Der Tag war gut und der Weg ist nun hin. ";
    auto const found = readability_of(text);
    ASSERT_TRUE(found.grade);
    EXPECT_EQ(found.words, 30U);
    EXPECT_EQ(found.sentences, 3U);
    EXPECT_NEAR(*found.grade, 0.1672 * 10 - 0.0327 * 100 - 0.875, 0.0001);
}

TEST(ReadabilityTest, plain_words_are_easier_than_those_of_offices)
{
    auto const plain = readability_of(
        "Sie brauchen Hilfe? Wir helfen Ihnen gern. Kommen Sie zu uns. Wir haben am Montag Zeit für Sie. "
        "Bringen Sie Ihren Pass mit. Es kostet nichts. Rufen Sie uns vorher an. Wir sprechen auch Türkisch.");
    auto const official = readability_of(
        "Die Inanspruchnahme migrationsspezifischer Beratungsleistungen setzt die Vorlage entsprechender "
        "Aufenthaltsdokumente sowie die vorherige telefonische Terminvereinbarung mit der zuständigen "
        "Sachbearbeitung voraus, wobei Übersetzungsleistungen ausschließlich nach rechtzeitiger "
        "schriftlicher "
        "Anmeldung bereitgestellt werden können, soweit personelle Kapazitäten vorhanden sind und keine "
        "anderweitigen Verpflichtungen entgegenstehen.");
    ASSERT_TRUE(plain.grade && official.grade);
    EXPECT_LT(*plain.grade, 6);
    EXPECT_GT(*official.grade, 14);
    EXPECT_EQ(plain.long_sentences, 0U);
    EXPECT_EQ(official.long_sentences, 1U);
    EXPECT_TRUE(plain.long_words.empty());
    EXPECT_THAT(
        official.long_words,
        ElementsAre(
            "migrationsspezifischer", "Beratungsleistungen", "Aufenthaltsdokumente",
            "Übersetzungsleistungen"));
}

TEST(ReadabilityTest, a_full_stop_is_not_always_an_end)
{
    std::string const rest = "Der Tag war gut und der Weg ist nun hin und wir sind da wo du bist und du "
                             "bist da wo wir so oft zu zwei waren";
    EXPECT_EQ(readability_of("Am 3. Mai um 8 Uhr, z. B. im Büro Nr. 5 " + rest).sentences, 1U);
    EXPECT_EQ(readability_of("Erstens\nZweitens\n\n" + rest).sentences, 3U);
    EXPECT_EQ(readability_of("Wer? Du! " + rest).sentences, 3U);
}

TEST(ReadabilityTest, of_few_words_there_is_no_figure_and_all_the_rest)
{
    auto const few = readability_of("Migrationsberatungsdienste am Montag.");
    EXPECT_FALSE(few.grade);
    EXPECT_EQ(few.words, 3U);
    EXPECT_EQ(few.sentences, 1U);
    EXPECT_THAT(few.long_words, ElementsAre("Migrationsberatungsdienste"));
    for (auto const* nothing : {"", "--- 1234 ... \n\n !!!"}) {
        EXPECT_FALSE(readability_of(nothing).grade);
        EXPECT_EQ(readability_of(nothing).words, 0U);
    }
}

} // namespace
} // namespace kommin::portal
