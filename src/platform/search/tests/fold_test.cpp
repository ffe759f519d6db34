#include "platform/search/fold.hpp"

#include "platform/base/text.hpp"
#include "platform/search/stem.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace kommin::search {
namespace {

std::vector<std::string> folded_words(std::string_view text)
{
    std::vector<std::string> words;
    for (auto const span : words_of(text))
        words.push_back(fold(text.substr(span.begin, span.end - span.begin)));
    return words;
}

using Words = std::vector<std::string>;

TEST(Fold, a_text_becomes_its_folded_words_with_one_blank_between_them)
{
    EXPECT_EQ(folded_text("  Nähtreff –  LÜNEN-Süd, 100 %  "), "nahtreff lunen sud 100");
    EXPECT_EQ(folded_text("kaya@kreis-unna.de"), "kaya kreis unna de");
    EXPECT_EQ(folded_text("%_!'"), "");
    EXPECT_EQ(folded_text(""), "");
}

TEST(Fold, spellings_of_one_word_become_one)
{
    struct {
        std::string_view left, right;
    } const pairs[] = {
        {"Lünen", "LUNEN"}, // diacritics
        {"Lu\u0308nen", "Lünen"}, // composed or not
        {"Straße", "STRASSE"},
        {"KADIN", "kadın"}, // Turkish dotless ı
        {"İŞ", "iş"}, // Turkish dotted İ
        {"Łódź", "lodz"},
        {"ребёнок", "ребенок"},
        {"ґанок", "ганок"},
        {"сім'я", "сімя"},
        {"сім’я", "сім'я"}, // typographic apostrophe
        {"أجانب", "اجانب"}, // alef with and without hamza
        {"مستشفى", "مستشفي"}, // alef maksura
        {"مدرسة", "مدرسه"}, // teh marbuta
        {"عـنـف", "عنف"}, // tatweel
        {"مَدْرَسَة", "مدرسة"}, // vowel marks
        {"کورس", "كورس"}, // Persian kaf
        {"یک", "يك"}, // Persian yeh
        {"١١٢", "112"}, // Arabic digits
        {"۱۱۰", "110"}, // Persian digits
        {"ﬁnden", "finden"}, // ligature
        {"Ｋｉｔａ", "kita"}, // full width
        {"Kinder\u00ADgarten", "Kindergarten"}, // soft hyphen
    };
    for (auto const& pair : pairs)
        EXPECT_EQ(fold(pair.left), fold(pair.right)) << pair.left;
}

TEST(Fold, different_words_stay_different)
{
    EXPECT_NE(fold("Kurs"), fold("Kurse"));
    EXPECT_NE(fold("суд"), fold("сад"));
    EXPECT_NE(fold("हिन्दी"), fold("हन्द")) << "an Indic vowel sign is no accent";
}

TEST(Fold, folding_twice_changes_nothing)
{
    for (std::string_view const word :
         {"Fröndenberg", "İstanbul", "مُسْتَشْفَى", "їжак", "Ångström", "Ελληνικά", "हिन्दी", "中文"})
        EXPECT_EQ(fold(fold(word)), fold(word)) << word;
}

TEST(Fold, length_is_bounded)
{
    EXPECT_LE(fold(std::string(100'000, 'x')).size(), max_word_bytes);
    std::string umlauts;
    for (int i = 0; i < 5000; ++i)
        umlauts += "ж";
    auto const folded = fold(umlauts);
    EXPECT_LE(folded.size(), max_word_bytes);
    EXPECT_TRUE(is_valid_utf8(folded));
}

TEST(Tokeniser, punctuation_and_hyphens_separate)
{
    EXPECT_EQ(
        folded_words("Kamen-Bönen (Haus 2): E-Mail?"), (Words{"kamen", "bonen", "haus", "2", "e", "mail"}));
    EXPECT_EQ(folded_words(" – "), Words{});
    EXPECT_EQ(folded_words(""), Words{});
}

TEST(Tokeniser, an_apostrophe_stays_inside_a_word_only)
{
    EXPECT_EQ(folded_words("'Unna'da' п'ять"), (Words{"unnada", "пять"}));
    EXPECT_EQ(words_of("Unna' da").size(), 2U);
}

TEST(Tokeniser, a_zero_width_non_joiner_separates)
{
    EXPECT_EQ(folded_words("می\u200Cخواهم"), (Words{"مي", "خواهم"}));
}

TEST(Tokeniser, direction_marks_do_not_split_a_word)
{
    EXPECT_EQ(folded_words("\u200Fالجوب\u200F سنتر\u200E"), (Words{"الجوب", "سنتر"}));
}

TEST(Tokeniser, han_characters_are_words)
{
    EXPECT_EQ(folded_words("德语课程"), (Words{"德", "语", "课", "程"}));
}

TEST(Tokeniser, spans_are_bytes_of_the_original)
{
    std::string_view const text = "Für Mädchen";
    EXPECT_EQ(words_of(text), (std::vector<Span>{{0, 4}, {5, 13}}));
}

TEST(Tokeniser, invalid_bytes_separate)
{
    EXPECT_EQ(
        folded_words("ab\xFF"
                     "cd"),
        (Words{"ab", "cd"}));
    EXPECT_EQ(folded_words("ab\xC3"), (Words{"ab"}));
    EXPECT_EQ(folded_words("\xED\xA0\x80x\xF4\x90\x80\x80y\xC0\x80z"), (Words{"x", "y", "z"}))
        << "surrogate, beyond Unicode, overlong";
}

TEST(Tokeniser, any_bytes_give_ordered_spans_of_valid_text)
{
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        std::string text;
        for (auto length = random() % 60; length > 0; --length)
            text += static_cast<char>(random() % 3 == 0 ? random() % 128 : random() % 256);
        std::size_t last = 0;
        for (auto const span : words_of(text)) {
            ASSERT_LE(last, span.begin);
            ASSERT_LT(span.begin, span.end);
            ASSERT_LE(span.end, text.size());
            last = span.end;
            auto const word = std::string_view(text).substr(span.begin, span.end - span.begin);
            ASSERT_TRUE(is_valid_utf8(word));
            ASSERT_TRUE(is_valid_utf8(fold(word)));
        }
    }
}

TEST(FoldedWords, are_the_words_and_their_folded_spelling)
{
    auto const check = [](std::string const& text) {
        FoldedWords folded_words_of_text(text);
        for (auto const span : words_of(text)) {
            auto const word = folded_words_of_text.next();
            ASSERT_TRUE(word) << text;
            ASSERT_EQ(word->span, span) << text;
            ASSERT_EQ(word->folded, fold(std::string_view(text).substr(span.begin, span.end - span.begin)))
                << text;
        }
        ASSERT_FALSE(folded_words_of_text.next()) << text;
    };
    // Letters of one to four bytes, letters that become several or none, marks, joiners, apostrophes, digits.
    std::vector<std::string> const pieces
        = {"a", "Z", "ß", "ﬃ", "ü", "u\u0308", "ж", "Ґ",      "ع",      "\u0640", "\u064B", "漢",  "हि",
           "𝒳", "ﷺ", "٣", "'", "’", " ",       "-", "\u00AD", "\u200C", "\u200F", "\xC3",   "\xFF"};
    std::mt19937 random(3);
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (auto length = random() % 40; length > 0; --length)
            text += pieces[random() % pieces.size()];
        check(text);
    }
    for (std::string const piece : {"a", "ж", "漢", "ﷺ", "u\u0308", "\u0640", "ß"}) {
        for (std::size_t const length : {20U, 95U, 96U, 97U, 400U}) {
            std::string word = "x";
            for (std::size_t i = 0; i < length; ++i)
                word += piece;
            check(word + "a b");
        }
    }
}

TEST(UmlautVariants, both_ways)
{
    EXPECT_EQ(umlaut_variants("Lünen"), Words{"luenen"});
    EXPECT_EQ(umlaut_variants("Muenster"), Words{"munster"});
    EXPECT_EQ(umlaut_variants("Lu\u0308nen"), Words{"luenen"});
    EXPECT_EQ(umlaut_variants("BÜCHEREI"), Words{"buecherei"});
    EXPECT_TRUE(umlaut_variants("Kurs").empty());
    EXPECT_TRUE(umlaut_variants("школа").empty());
}

TEST(LowerCase, follows_the_language)
{
    EXPECT_EQ(lower_case("IŞIK", "tr"), "ışık");
    EXPECT_EQ(lower_case("ISI", "tr"), "ısı");
    EXPECT_EQ(lower_case("ISI", "de"), "isi");
    EXPECT_EQ(lower_case("İZİN", "tr"), "izin");
    EXPECT_EQ(lower_case("A\u0308RZTE", "de"), "ärzte");
}

TEST(StopWords, grammar_of_all_languages)
{
    for (auto const* const word :
         {"für", "wo", "the", "ve", "için", "для", "где", "في", "أين", "pentru", "gdzie"})
        EXPECT_TRUE(is_stop_word(fold(word))) << word;
    for (auto const* const word : {"Kurs", "iş", "школа", "عمل", "spital"})
        EXPECT_FALSE(is_stop_word(fold(word))) << word;
}

bool share_a_stem(std::string_view left, std::string_view right, std::string_view language)
{
    auto const others = stems_of(right, stem_language(language));
    for (auto const& stem : stems_of(left, stem_language(language))) {
        if (std::find(others.begin(), others.end(), stem) != others.end())
            return true;
    }
    return false;
}

TEST(Stems, forms_of_a_word_meet)
{
    struct {
        std::string_view language, left, right;
    } const pairs[] = {
        {"de", "Deutschkurse", "Deutschkursen"},
        {"de", "Ärzte", "Arzt"},
        {"de", "Möbeln", "Möbel"},
        {"de-simple", "Kindern", "Kinder"},
        {"en", "classes", "class"},
        {"tr", "hastaneye", "hastaneler"},
        {"tr", "ÇOCUKLAR", "çocuk"},
        {"tr", "cocuklar", "çocuk"}, // typed without diacritics
        {"tr", "Unna'da", "Unna"},
        {"ar", "المستشفى", "مستشفى"},
        {"ar", "للاجئين", "لاجئ"},
        {"ar", "للطبيب", "طبيب"},
        {"ar", "والمدرسة", "مدرسة"},
        {"ru", "консультацию", "консультация"},
        {"ru", "приём", "прием"},
        {"ro", "cetățenia", "cetățenie"},
        {"uk", "консультацію", "консультаціями"},
        {"uk", "лікарями", "лікарів"},
        {"uk", "зайнятості", "зайнятість"},
        {"uk", "навчання", "навчанням"},
        {"uk", "українською", "українська"},
        {"pl", "lekarza", "lekarz"},
        {"pl", "szkołach", "szkoła"},
        {"pl", "doradztwa", "doradztwo"},
    };
    for (auto const& pair : pairs)
        EXPECT_TRUE(share_a_stem(pair.left, pair.right, pair.language)) << pair.left << " " << pair.right;
}

TEST(Stems, unrelated_words_do_not_meet)
{
    EXPECT_FALSE(share_a_stem("школа", "школяр", "uk"));
    EXPECT_FALSE(share_a_stem("суд", "сад", "uk"));
    EXPECT_FALSE(share_a_stem("praca", "prawo", "pl"));
}

TEST(Stems, languages_without_rules_have_none)
{
    EXPECT_TRUE(stems_of("مدرسه", stem_language("fa")).empty());
    EXPECT_EQ(stem_language(""), 0);
    EXPECT_TRUE(stems_of("ab", stem_language("de")).empty()) << "too short";
    EXPECT_TRUE(stems_of(
                    "ab\xFF"
                    "cdef",
                    stem_language("de"))
                    .empty());
}

} // namespace
} // namespace kommin::search
