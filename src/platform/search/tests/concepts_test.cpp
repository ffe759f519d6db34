#include "platform/search/concepts.hpp"

#include <gtest/gtest.h>

namespace kommin::search {
namespace {

std::string error_of(std::string_view csv)
{
    auto const parsed = Concepts::parse(csv);
    auto const* const error = std::get_if<std::string>(&parsed);
    return error == nullptr ? "" : *error;
}

TEST(Concepts, terms_keep_their_language_and_order)
{
    auto const parsed = Concepts::parse("concept;de;uk\r\ndoctor;Arzt | *ärztlich|;лікар\r\n");
    auto const& all = std::get<Concepts>(parsed).all();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].id, "doctor");
    EXPECT_EQ(
        all[0].terms, (std::vector<Concepts::Term>{{"de", "Arzt"}, {"de", "*ärztlich"}, {"uk", "лікар"}}));
}

TEST(Concepts, what_a_spreadsheet_saves_is_read)
{
    EXPECT_EQ(
        error_of("\xEF\xBB\xBF"
                 "concept,de,en\n\"doctor\",\"Arzt|Haus, Arzt\",doctor\n"),
        "");
}

TEST(Concepts, a_language_may_be_missing_for_a_concept)
{
    EXPECT_EQ(error_of("concept;de;en\nkita;Kita;\n"), "");
}

TEST(Concepts, errors_name_the_line)
{
    EXPECT_EQ(error_of("concept;de\ndoctor;Arzt\ndoctor;Doktor\n").substr(0, 7), "line 3:");
    EXPECT_EQ(error_of("concept;de\nÄrzte;Arzt\n").substr(0, 7), "line 2:");
    EXPECT_EQ(error_of("concept;de\ndoctor;  | \n").substr(0, 7), "line 2:");
    EXPECT_EQ(error_of("concept;de\ndoctor;***\n").substr(0, 7), "line 2:");
    EXPECT_EQ(error_of("concept;de\ndoctor;Arzt;doctor\n").substr(0, 7), "line 2:");
    EXPECT_EQ(error_of("name;de\ndoctor;Arzt\n").substr(0, 7), "line 1:");
    EXPECT_EQ(error_of("concept;de;de\ndoctor;Arzt;Doktor\n").substr(0, 7), "line 1:");
    EXPECT_NE(error_of("concept\n"), "");
    EXPECT_NE(error_of(""), "");
    EXPECT_NE(error_of("concept;de\ndoctor;\"Arzt\n"), "");
}

TEST(Concepts, a_term_has_letters_and_enough_of_them_beside_a_star)
{
    using Fault = Concepts::TermFault;
    for (auto const* good : {"Arzt", "Impf*", "*arzt*", "VHS", "Hartz 4", "вра*", "B1", "Arzt im Ort*"})
        EXPECT_EQ(Concepts::fault_of(good), std::nullopt) << good;
    for (auto const* empty : {"", " ", "?!", "***"})
        EXPECT_EQ(Concepts::fault_of(empty), Fault::no_letters) << empty;
    for (auto const* wide : {"S*", "*au", "Haus *am*"})
        EXPECT_EQ(Concepts::fault_of(wide), Fault::short_star) << wide;
}

TEST(Concepts, columns_are_the_languages)
{
    auto const parsed = Concepts::parse("concept;de;uk\ndoctor;Arzt;\n");
    EXPECT_EQ(std::get<Concepts>(parsed).languages(), (std::vector<std::string>{"de", "uk"}));
}

} // namespace
} // namespace kommin::search
