// What is kept from the machine, and what is refused of what it gives back.

#include "platform/translate/masking.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kommin::translate {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> const town_names{"Kreis Musterau", "Musterau", "Chor Aalfeld e. V."};

std::vector<std::string> lines_of(std::string_view text, TextKind kind = TextKind::markdown)
{
    return MaskedText(text, kind, town_names).lines();
}
// As an honest machine would translate: every line with a word in front.
std::optional<std::string> there_and_back(std::string_view text, TextKind kind = TextKind::markdown)
{
    MaskedText const masked(text, kind, town_names);
    std::vector<std::string> translated;
    for (auto const& line : masked.lines())
        translated.push_back("tr: " + line);
    return masked.put_back(translated);
}
std::optional<std::string> given_back(
    std::string_view text, std::string const& translated, TextKind kind = TextKind::markdown)
{
    std::vector<std::string> const one{translated};
    return MaskedText(text, kind, town_names).put_back(one);
}

TEST(Masking, names_addresses_and_numbers_are_not_sent)
{
    EXPECT_THAT(
        lines_of("Der Chor Aalfeld e. V. im Kreis Musterau, nicht in Musteraubach"),
        ElementsAre("Der {1} im {2}, nicht in Musteraubach"));
    EXPECT_THAT(
        lines_of("Mail an chor.a@aalfeld.example. Oder https://aalfeld.example/a?b=1, www.b.example."),
        ElementsAre("Mail an {1}. Oder {2}, {3}."));
    EXPECT_THAT(
        lines_of("Rufen Sie an: 02303 27-0 oder +49 (0)2303 270. Um 09.30 Uhr, am 01.09.2026."),
        ElementsAre("Rufen Sie an: {1} oder {2}. Um 09.30 Uhr, am 01.09.2026."));
    EXPECT_THAT(lines_of("Hallo {name}, {", TextKind::plain), ElementsAre("Hallo {1}, {2}"));
}

TEST(Masking, the_signs_of_markdown_stay_where_they_are)
{
    EXPECT_THAT(
        lines_of("**Neu:** [Anmeldung](https://a.example/x) hier"),
        ElementsAre("{1}Neu:{2} {3}Anmeldung{4} hier"));
    EXPECT_THAT(
        lines_of("# Titel\n\n- erstens\n- zweitens\n\n1. eins"),
        ElementsAre("Titel", "erstens", "zweitens", "eins"));
    EXPECT_THAT(
        lines_of("ein Satz\nüber zwei Zeilen\n\nneu"), ElementsAre("ein Satz über zwei Zeilen", "neu"));
    EXPECT_THAT(lines_of("ein Satz\nüber zwei", TextKind::plain), ElementsAre("ein Satz", "über zwei"));
    EXPECT_THAT(lines_of("**Neu** a_b", TextKind::plain), ElementsAre("**Neu** a_b")) << "no Markdown";
    EXPECT_THAT(lines_of("| Tag | Zeit |\n|---|---|"), ElementsAre("{1} Tag {2} Zeit {3}"));
    EXPECT_THAT(lines_of("so `wie hier` und\n```\nnichts davon\n```"), ElementsAre("so {1} und"));
    EXPECT_THAT(lines_of("a < b > c <br> d"), ElementsAre("a < b > c {1} d"));
}

TEST(Masking, where_nothing_is_to_be_translated_nothing_is_sent)
{
    for (auto const* text :
         {"", "Kreis Musterau", "https://a.example", "**Musterau**", "\n\n", "08:00 - 12:00"}) {
        EXPECT_THAT(lines_of(text), IsEmpty()) << text;
        EXPECT_EQ(there_and_back(text), text);
    }
}

TEST(Masking, everything_comes_back_in_its_place)
{
    EXPECT_EQ(
        there_and_back("## Der Chor\n\n* **Wann:** [jetzt](https://a.example/(x)) im Kreis Musterau  "
                       "\nund\n\n> `x` [b][c] \\*\n"),
        "## tr: Der Chor\n\n* tr: **Wann:** [jetzt](https://a.example/(x)) im Kreis Musterau  \ntr: und\n\n"
        "> tr: `x` [b][c] \\*\n");
    EXPECT_EQ(there_and_back("[![Bild](a.png)](b.html) mehr"), "tr: [![Bild](a.png)](b.html) mehr");
    EXPECT_EQ(there_and_back("eins\r\nzwei", TextKind::plain), "tr: eins\r\ntr: zwei");
}

TEST(Masking, other_words_order_and_digits_of_another_script_do_no_harm)
{
    EXPECT_EQ(given_back("[Chor](a) und [Tanz](b)", "{3}Dans{4} ve {1}Koro{2}"), "[Dans](b) ve [Koro](a)");
    EXPECT_EQ(given_back("im Kreis Musterau", "في { ١ }"), "في Kreis Musterau");
    EXPECT_EQ(given_back("im Kreis Musterau", "در {۱}"), "در Kreis Musterau");
    EXPECT_EQ(given_back("**Neu** hier", "{1} Yeni {2} burada"), "**Yeni** burada")
        << "else it would be no emphasis";
}

TEST(Masking, what_has_lost_something_is_refused)
{
    auto const* const text = "[Chor](a) im Kreis Musterau";
    EXPECT_TRUE(given_back(text, "{1}Koro{2} {3}"));
    for (auto const* broken :
         {"Koro", "{1}Koro{2}", "{1}Koro{2} {3} {3}", "{2}Koro{1} {3}", "{1}Koro{2} {4}",
          "{1}Koro{2} {3} {0}", "{1}Koro{2} {3} {", "{1}{2}{3}", "", "{1}Koro{2} {3} https://x.example",
          "{1}Koro{2} {3} [x](y)", "{1}Koro{2} {99999999999999999999}"})
        EXPECT_FALSE(given_back(text, broken)) << broken;
    EXPECT_FALSE(given_back("**[Chor](a)**", "{1}{2}Koro{4}{3}")) << "crossed";
    EXPECT_FALSE(MaskedText("eins\nzwei", TextKind::plain, {}).put_back(std::vector<std::string>{"bir"}));
}

TEST(Masking, a_sign_without_its_partner_is_a_sign_like_others)
{
    EXPECT_EQ(there_and_back("zwei * drei und *vier"), "tr: zwei * drei und *vier");
    EXPECT_EQ(there_and_back("[kein Verweis] und ]( auch"), std::nullopt)
        << "looks as if the machine had made it";
    EXPECT_EQ(there_and_back("wort_mit_strichen ~ x"), "tr: wort_mit_strichen ~ x");
}

} // namespace
} // namespace kommin::translate
