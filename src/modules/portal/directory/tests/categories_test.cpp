#include "modules/portal/directory/categories.hpp"
#include "modules/portal/directory/offer_filter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kommin::portal {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;
using enum Situation;

constexpr auto women = own_situation(0);
constexpr auto sport = own_situation(1);

CategoryChange own(std::string name, std::string word, std::optional<std::int64_t> place = {})
{
    return {
        .place = place,
        .texts = {{"de", {std::move(name), {}}}},
        .own = OwnSituation{std::move(word), "heart"}};
}
Categories with_women_and_sport()
{
    Categories categories;
    categories.apply(women, own("Frauen", "eigen-frauen"));
    categories.apply(sport, own("Sport", "eigen-sport", 2));
    return categories;
}
i18n::Texts const& texts(std::string_view tag)
{
    return i18n::Texts::of(*i18n::Language::find(tag));
}

void put(Categories& categories, Situation situation, std::int64_t place)
{
    categories.apply(situation, {.place = place});
}

TEST(Categories, stand_in_the_order_of_the_program_unless_the_district_says_otherwise)
{
    Categories categories;
    EXPECT_THAT(
        categories.situations(),
        ElementsAre(language, child_and_school, residence, work, health, housing, everyday_life, in_danger));
    put(categories, health, 1);
    EXPECT_THAT(
        categories.situations(),
        ElementsAre(health, language, child_and_school, residence, work, housing, everyday_life, in_danger));
    put(categories, language, 8);
    EXPECT_THAT(
        categories.situations(),
        ElementsAre(health, child_and_school, residence, work, housing, everyday_life, in_danger, language));
}

TEST(Categories, that_want_one_place_stand_side_by_side)
{
    Categories categories;
    put(categories, work, 1);
    put(categories, health, 1);
    put(categories, in_danger, 8);
    put(categories, everyday_life, 8);
    EXPECT_THAT(
        categories.situations(),
        ElementsAre(work, health, in_danger, language, child_and_school, residence, housing, everyday_life));
    // What an older or a later program has stored.
    put(categories, in_danger, 0);
    put(categories, everyday_life, 400);
    EXPECT_EQ(categories.situations().back(), everyday_life);
    EXPECT_EQ(categories.situations().size(), shipped_situations);
}

TEST(Categories, have_keys_that_lead_back_to_them)
{
    Categories const categories;
    for (auto const kind : categories.kinds())
        EXPECT_EQ(find_category(key_of(kind)), Category(kind));
    for (auto const situation : categories.situations())
        EXPECT_EQ(find_category(key_of(situation)), Category(situation));
    for (auto const* key : {"", "work", "kind-work", "situation-mbe", "situation-", "Kind-mbe"})
        EXPECT_FALSE(find_category(key)) << key;
}

TEST(Categories, of_the_district_stand_behind_those_of_the_program_or_where_it_puts_them)
{
    auto const categories = with_women_and_sport();
    EXPECT_THAT(
        categories.situations(),
        ElementsAre(
            language, sport, child_and_school, residence, work, health, housing, everyday_life, in_danger,
            women));
    EXPECT_EQ(categories.count_like(women), 10U);
    EXPECT_EQ(categories.count_like(own_situation(2)), 11U) << "with itself, once it is made";
    EXPECT_EQ(categories.count_like(OfferKind::mbe), offer_kind_names.size());
    EXPECT_TRUE(categories.is_on_home(women));
    EXPECT_TRUE(categories.is_in_filter(women));
}

TEST(Categories, of_the_district_have_codes_and_words_of_their_own)
{
    auto const categories = with_women_and_sport();
    EXPECT_EQ(to_text(women), "own_1");
    EXPECT_EQ(enum_from<Situation>("own_24"), own_situation(most_own_situations - 1));
    EXPECT_FALSE(enum_from<Situation>("own_25"));
    EXPECT_EQ(find_category(key_of(sport)), Category(sport));
    EXPECT_EQ(categories.word_of(women), "eigen-frauen");
    EXPECT_EQ(categories.word_of(work), "arbeit");
    EXPECT_EQ(categories.find_by_word("eigen-sport"), sport);
    EXPECT_EQ(categories.find_by_word("arbeit"), work);
    for (auto const* word : {"", "own_1", "eigen-", "frauen", "work"})
        EXPECT_FALSE(categories.find_by_word(word)) << word;
    for (auto const& entry : situation_words()) {
        EXPECT_FALSE(entry.word.starts_with(own_word_prefix)) << entry.word;
        EXPECT_EQ(entry.word.find('-'), std::string_view::npos) << "only those of districts have hyphens";
    }
    for (std::size_t i = 0; i < shipped_situations; ++i)
        EXPECT_EQ(situation_names.at(i).find('-'), std::string_view::npos) << "nor does a file spell it so";
    EXPECT_FALSE(Categories().find_by_word("eigen-frauen")) << "another district";
    EXPECT_FALSE(Categories().has(women));
}

TEST(Categories, that_are_archived_are_met_nowhere_and_keep_code_and_word)
{
    auto categories = with_women_and_sport();
    auto change = categories.change_of(women);
    change.own->is_archived = true;
    categories.apply(women, change);
    EXPECT_THAT(categories.situations(), Not(Contains(women)));
    EXPECT_THAT(categories.archived(), ElementsAre(women));
    EXPECT_FALSE(categories.find_by_word("eigen-frauen"));
    EXPECT_FALSE(categories.is_on_home(women));
    EXPECT_FALSE(categories.is_in_use(women));
    EXPECT_TRUE(categories.has(women));
    EXPECT_EQ(categories.own_words().at("eigen-frauen"), women) << "files may go on naming it";
    EXPECT_EQ(categories.free_own(), own_situation(2)) << "its code is nobody else's";
    EXPECT_EQ(categories.name(women, texts("de")), "Frauen");
}

TEST(Categories, that_were_never_published_are_known_to_editors_only)
{
    auto categories = with_women_and_sport();
    auto change = categories.change_of(women);
    change.own->is_hidden = true;
    categories.apply(women, change);
    EXPECT_FALSE(categories.has(women));
    EXPECT_TRUE(categories.is_made(women));
    EXPECT_FALSE(categories.is_in_use(women));
    EXPECT_FALSE(categories.is_on_home(women));
    EXPECT_FALSE(categories.find_by_word("eigen-frauen"));
    EXPECT_FALSE(categories.own_words().contains("eigen-frauen")) << "no file may name it yet";
    EXPECT_TRUE(categories.is_word_taken("eigen-frauen", sport)) << "nor may anybody take its word";
    EXPECT_FALSE(categories.is_word_taken("eigen-frauen", women));
    EXPECT_EQ(categories.free_own(), own_situation(2)) << "its code is nobody else's";
    EXPECT_THAT(categories.hidden(), ElementsAre(women));
    EXPECT_THAT(categories.archived(), ElementsAre());
    EXPECT_THAT(categories.all(), Contains(Category(women)));
    EXPECT_FALSE(Categories().is_made(women));
    change.own->is_archived = true;
    categories.apply(women, change);
    EXPECT_THAT(categories.hidden(), ElementsAre());
    EXPECT_THAT(categories.archived(), ElementsAre(women));
    EXPECT_FALSE(categories.has(women));
}

TEST(Categories, of_the_district_end_when_all_codes_are_taken)
{
    Categories categories;
    for (std::size_t i = 0; i < most_own_situations; ++i) {
        EXPECT_EQ(categories.free_own(), own_situation(i));
        categories.apply(own_situation(i), own("Name", "eigen-" + std::to_string(i)));
    }
    EXPECT_FALSE(categories.free_own());
    EXPECT_EQ(categories.situations().size(), situation_names.size());
}

TEST(Categories, that_nobody_has_translated_are_read_in_the_source_language)
{
    auto const categories = with_women_and_sport();
    auto const name = categories.shown_name(women, texts("tr"));
    EXPECT_EQ(name.text, "Frauen");
    EXPECT_EQ(name.language.tag(), "de") << "a screen reader must know";
    EXPECT_EQ(categories.heading(women, texts("ar")).text, "Frauen");
    EXPECT_EQ(categories.hint(women, texts("de")).text, "");
    EXPECT_EQ(categories.shown_name(work, texts("tr")).language.tag(), "tr");
}

}
} // namespace kommin::portal
