// Own words around the facts of a letter.

#include "modules/letters/letter_text.hpp"

#include "modules/letters/template_editing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace kommin::letters {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string text_of(OwnWords const& own, std::string_view tag = "de")
{
    return letter_text(
        {.greeting = "Guten Tag,", .facts = {"der Bericht ist fällig.", "Der Link ist kurz."}}, own,
        {{"frist", "1. Mai"}, {"titel", "{frist}"}}, i18n::Texts::of(i18n::Language::find(tag).value()));
}

TEST(LetterText, without_own_words_is_that_of_the_program)
{
    EXPECT_EQ(text_of({}), "Guten Tag,\n\nder Bericht ist fällig.\n\nDer Link ist kurz.");
}

TEST(LetterText, has_all_facts_whatever_is_written)
{
    EXPECT_EQ(
        text_of({"Liebe Leute,", "Danke"}),
        "Liebe Leute,\n\nder Bericht ist fällig.\n\nDer Link ist kurz.\n\nDanke");
    EXPECT_EQ(text_of({"Liebe Leute.", {}}), "Liebe Leute.\n\nDer Bericht ist fällig.\n\nDer Link ist kurz.");
    EXPECT_EQ(text_of({{}, "Danke"}), "Guten Tag,\n\nder Bericht ist fällig.\n\nDer Link ist kurz.\n\nDanke");
}

TEST(LetterText, fills_placeholders_once)
{
    EXPECT_EQ(
        text_of({"Bis {frist}, zu {titel},", "{frist}{frist}"}),
        "Bis 1. Mai, zu {frist},\n\nder Bericht ist fällig.\n\nDer Link ist kurz.\n\n1. Mai1. Mai");
}

TEST(LetterText, is_never_a_mixture)
{
    auto const program = text_of({});
    EXPECT_EQ(text_of({"Hallo {wer},", "Danke"}), program);
    EXPECT_EQ(text_of({"Hallo,", "Bis {frist"}), program);
}

TEST(LetterText, names_placeholders_and_refuses_lonely_braces)
{
    EXPECT_THAT(placeholders_in("Bis {frist}, {wer}, {frist}").value(), ElementsAre("frist", "wer", "frist"));
    EXPECT_THAT(placeholders_in("Ohne").value(), IsEmpty());
    for (auto const* words : {"{", "}", "{}", "{frist", "frist}", "{{frist}}", "{ frist }", "{Frist}", "}{"})
        EXPECT_FALSE(placeholders_in(words)) << words;
}

LetterKind kind_called(std::string_view word)
{
    return {
        .word = word,
        .label = {},
        .about = {},
        .placeholders = {{"frist", {}}},
        .example = [](ExampleOf const&) { return post::Letter{}; }};
}

MessageKey problem_of(std::string const& opening)
{
    auto const problems = problems_of_words(kind_called("a"), form_of({opening, {}}));
    EXPECT_THAT(problems, SizeIs(1)) << opening;
    return problems.empty() ? MessageKey{} : problems.front().message;
}

TEST(LetterWords, carry_no_signs_that_readers_take_otherwise)
{
    for (std::string const sign :
         {"\x01", "\x1b", "\x7f", "\xc2\x85", "\u2028", "\u202a", "\u202e", "\u2066", "\u2069"})
        EXPECT_EQ(problem_of("Guten" + sign + "Tag"), "letters.problem.sign"_msg);
    for (auto const* words :
         {"Guten\tTag", "Guten\r\nTag", "مرحبًا\u200f", "„Ä“ – …", "Bis {frist}", "\xc3\x82\xe2\x81\xa0"})
        EXPECT_THAT(problems_of_words(kind_called("a"), form_of({words, {}})), IsEmpty()) << words;
}

TEST(LetterWords, are_as_long_as_a_letter_bears)
{
    EXPECT_THAT(problems_of_words(kind_called("a"), form_of({std::string(2000, 'x'), {}})), IsEmpty());
    std::string umlauts;
    for (int i = 0; i < 2000; ++i)
        umlauts += "ä";
    EXPECT_THAT(problems_of_words(kind_called("a"), form_of({umlauts, {}})), IsEmpty());
    EXPECT_EQ(problem_of(umlauts + 'x'), "import.problem.too_long"_msg);
    EXPECT_EQ(problem_of(" \r\n "), "letters.problem.nothing"_msg);
    EXPECT_EQ(problem_of("{tag}"), "letters.problem.placeholder"_msg);
}

TEST(LetterKinds, have_words_of_their_own)
{
    LetterKinds const kinds({kind_called("a"), kind_called("b")});
    EXPECT_EQ(kinds.find("b"), &kinds.all().back());
    EXPECT_EQ(kinds.find("c"), nullptr);
    EXPECT_THROW(LetterKinds({kind_called("a"), kind_called("a")}), std::logic_error);
}

}
} // namespace kommin::letters
