#include "platform/i18n/sentence.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace kommin::i18n {
namespace {

std::string sentence(std::string_view words, std::string_view tag)
{
    return as_sentence(words, Language::find(tag).value());
}

TEST(Sentence, begins_with_a_capital_letter_by_the_rules_of_its_language)
{
    EXPECT_EQ(sentence("der Tag", "de"), "Der Tag");
    EXPECT_EQ(sentence("über", "de-simple"), "Über");
    EXPECT_EQ(sentence("için", "tr"), "İçin");
    EXPECT_EQ(sentence("in", "en"), "In");
    EXPECT_EQ(sentence("що", "uk"), "Що");
}

TEST(Sentence, stays_as_it_is_where_nothing_is_to_be_changed)
{
    for (auto const* words : {"", "Der Tag", "„der Tag“", "7 Tage", "مرحبًا", "\u2068der\u2069"})
        EXPECT_EQ(sentence(words, "de"), words);
}

}
} // namespace kommin::i18n
