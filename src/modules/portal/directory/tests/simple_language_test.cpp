// What Leichte Sprache avoids: found where it is, and never where it is not.

#include "modules/portal/directory/simple_language.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace kommin::portal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> places_of(SimpleRule rule, std::string_view text)
{
    auto const hints = simple_language_hints(text);
    auto const found = std::ranges::find(hints, rule, &SimpleLanguageHint::rule);
    return found == hints.end() ? std::vector<std::string>{} : found->places;
}

TEST(SimpleLanguage, names_abbreviations)
{
    auto const found = [](std::string_view text) { return places_of(SimpleRule::abbreviation, text); };
    EXPECT_THAT(found("Wir helfen z. B. bei Briefen bzw. am Telefon."), ElementsAre("z. B.", "bzw."));
    EXPECT_THAT(found("Kommen Sie i.d.R. zu uns, Bahnhofstr. 3."), ElementsAre("i.d.R.", "Bahnhofstr."));
    EXPECT_THAT(found("Nr. 5 und Nr. 6"), ElementsAre("Nr."));
    EXPECT_THAT(found("Wir sind in Haus B. Am 3. Mai kommen Sie zu Frau A. Kaya."), IsEmpty());
}

TEST(SimpleLanguage, names_negation)
{
    auto const found = [](std::string_view text) { return places_of(SimpleRule::negation, text); };
    EXPECT_THAT(
        found("Nicht vergessen: Es kostet nichts. Es gibt keine Pause."),
        ElementsAre("nicht", "nichts", "keine"));
    EXPECT_THAT(found("Keiner muss es wissen."), ElementsAre("keiner"));
    EXPECT_THAT(found("Keime wachsen im Nichtschwimmerbecken."), IsEmpty());
}

TEST(SimpleLanguage, names_the_passive_only_where_it_is_certain)
{
    auto const found = [](std::string_view text) { return places_of(SimpleRule::passive, text); };
    EXPECT_THAT(found("Das Büro wird um 9 Uhr geöffnet."), ElementsAre("wird … geöffnet"));
    EXPECT_THAT(found("Es werden Kurse angeboten."), ElementsAre("werden … angeboten"));
    EXPECT_THAT(
        found("Die Kosten wurden übernommen, Fahrten wurden organisiert."),
        ElementsAre("wurden übernommen", "wurden organisiert"));
    EXPECT_THAT(found("Sie müssen angemeldet werden."), ElementsAre("angemeldet werden"));
    EXPECT_THAT(found("Wenn der Antrag gestellt wird, helfen wir."), ElementsAre("gestellt wird"));
    EXPECT_THAT(found("Er wird bald gehen. Sie wird Lehrerin. Wir werden Ihnen Geld geben."), IsEmpty());
    EXPECT_THAT(found("Das wird allen gerecht. Es wird gut. Wir haben geöffnet."), IsEmpty());
    EXPECT_THAT(found("Wird das ein Geschenk? Das wird ein Gedicht."), IsEmpty());
}

TEST(SimpleLanguage, names_subjunctive_and_genitive)
{
    EXPECT_THAT(
        places_of(SimpleRule::subjunctive, "Das könnte helfen. Wir würden kommen."),
        ElementsAre("könnte", "würden"));
    EXPECT_THAT(
        places_of(SimpleRule::subjunctive, "Die Würde ist wichtig. Sie können kommen. Wir sollten."),
        IsEmpty());
    EXPECT_THAT(
        places_of(SimpleRule::genitive, "Das Amt des Kreises. Des gesamten Kreises Angebot."),
        ElementsAre("des Kreises", "des gesamten Kreises"));
    EXPECT_THAT(places_of(SimpleRule::genitive, "Das Amt vom Kreis. Desto besser ist der Kurs."), IsEmpty());
}

TEST(SimpleLanguage, wants_people_to_be_addressed)
{
    EXPECT_THAT(
        places_of(SimpleRule::impersonal, "Dort lernt man Deutsch. Man braucht Zeit."), ElementsAre("man"));
    EXPECT_THAT(places_of(SimpleRule::impersonal, "Herr Mann und manche Leute."), IsEmpty());
}

TEST(SimpleLanguage, names_brackets_that_say_something)
{
    auto const found = [](std::string_view text) { return places_of(SimpleRule::brackets, text); };
    EXPECT_THAT(found("Im Rathaus (Anbau, 2. Stock) am Markt."), ElementsAre("(Anbau, 2. Stock)"));
    EXPECT_THAT(found("Rufen Sie an: (02303) 27-0. Offen (immer"), IsEmpty());
}

TEST(SimpleLanguage, names_sentences_with_several_commas)
{
    auto const found = [](std::string_view text) { return places_of(SimpleRule::several_commas, text); };
    EXPECT_THAT(
        found("Wer neu ist, kommt zu uns, weil wir helfen. Das ist gut, oder?"),
        ElementsAre("Wer neu ist …"));
    EXPECT_THAT(found("Es kostet 3,50 Euro, mit Pass 1,50 Euro."), IsEmpty());
    EXPECT_THAT(found("Eins, zwei.\nDrei, vier."), IsEmpty()) << "lines of a list are sentences";
}

TEST(SimpleLanguage, wants_digits_and_small_numbers)
{
    EXPECT_THAT(
        places_of(SimpleRule::number_word, "Der Kurs hat zwölf Plätze und drei Räume."),
        ElementsAre("zwölf", "drei"));
    EXPECT_THAT(places_of(SimpleRule::number_word, "Ein Kurs für eine Frau. Achtung. 3 Räume."), IsEmpty());
    EXPECT_THAT(
        places_of(SimpleRule::large_number, "Es gibt 12.500 Leute und 1.000,50 Euro."),
        ElementsAre("12.500", "1.000,50"));
    EXPECT_THAT(
        places_of(SimpleRule::large_number, "Am 24.12.2026 in 59423 Unna, Telefon 02303.270.270, 9.30 Uhr."),
        IsEmpty());
}

TEST(SimpleLanguage, says_nothing_of_a_text_that_keeps_its_rules)
{
    EXPECT_THAT(
        simple_language_hints("Sie brauchen Hilfe?\nWir helfen Ihnen gern.\nKommen Sie zu uns.\nWir haben am "
                              "Montag um 9.30 Uhr Zeit für Sie.\nBringen Sie bitte Ihren Pass mit."),
        IsEmpty());
    for (auto const* odd : {"", ".", "…", "\xC3", "((((", ", , ,", "z.", "des", "\xF0\x9F", "wird"})
        EXPECT_NO_THROW(simple_language_hints(odd)) << odd;
}

} // namespace
} // namespace kommin::portal
