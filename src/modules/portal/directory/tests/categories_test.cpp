#include "modules/portal/directory/categories.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kommin::portal {
namespace {

using ::testing::ElementsAre;
using enum Situation;

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
    EXPECT_EQ(categories.situations().size(), situation_names.size());
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

}
} // namespace kommin::portal
