#include "platform/content/localised_text.hpp"

#include <gtest/gtest.h>

namespace kommin::content {
namespace {

Language language(std::string_view tag)
{
    return *Language::find(tag);
}

class LocalisedTextStates : public ::testing::Test {
protected:
    [[nodiscard]] Shown shown_in(std::string_view tag) const
    {
        return show(text_, {language(tag), {language("uk")}, Language::german()});
    }
    LocalisedText text_{
        "Sprachcafé",
        {{language("tr"), "Dil kafesi", Origin::person, source_hash("Sprachcafé")},
         {language("uk"), "Мовне кафе", Origin::machine, source_hash("Sprachcafé")}}};
};

TEST_F(LocalisedTextStates, the_source_is_always_up_to_date)
{
    EXPECT_EQ(shown_in("de").text, "Sprachcafé");
    EXPECT_EQ(shown_in("de").state(), TextState::up_to_date);
    EXPECT_TRUE(shown_in("de").is_in_wanted_language);
}

TEST_F(LocalisedTextStates, a_translation_of_this_source_is_up_to_date)
{
    EXPECT_EQ(shown_in("tr").text, "Dil kafesi");
    EXPECT_EQ(shown_in("tr").state(), TextState::up_to_date);
    EXPECT_FALSE(shown_in("tr").is_machine_made());
}

TEST_F(LocalisedTextStates, an_unchecked_machine_translation_says_so)
{
    EXPECT_EQ(shown_in("uk").state(), TextState::up_to_date);
    EXPECT_TRUE(shown_in("uk").is_machine_made());
}

TEST_F(LocalisedTextStates, another_source_makes_every_translation_outdated)
{
    text_.source = "Erzählcafé";
    EXPECT_EQ(shown_in("tr").state(), TextState::outdated);
    EXPECT_EQ(shown_in("uk").state(), TextState::outdated);
    EXPECT_TRUE(shown_in("uk").is_machine_made()) << "nobody has read it meanwhile";
    EXPECT_FALSE(shown_in("tr").is_machine_made());
}

TEST_F(LocalisedTextStates, what_is_missing_is_shown_along_the_chain)
{
    EXPECT_EQ(shown_in("ar").text, "Мовне кафе");
    EXPECT_EQ(shown_in("ar").language, language("uk"));
    EXPECT_EQ(shown_in("ar").state(), TextState::missing);
    EXPECT_TRUE(shown_in("ar").is_machine_made()) << "whichever language stands in";

    text_.translations.pop_back();
    EXPECT_EQ(shown_in("ar").text, "Sprachcafé");
    EXPECT_EQ(shown_in("ar").language, Language::german());
    EXPECT_EQ(shown_in("ar").state(), TextState::missing);
}

TEST_F(LocalisedTextStates, an_empty_text_misses_nothing)
{
    text_ = {};
    EXPECT_TRUE(shown_in("ar").empty());
    EXPECT_EQ(shown_in("ar").state(), TextState::up_to_date);
}

} // namespace
} // namespace kommin::content
