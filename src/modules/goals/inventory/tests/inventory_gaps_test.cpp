#include "modules/goals/inventory/inventory_gaps.hpp"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {
namespace {

using meetings::PanelId;
using tenants::BodyId;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr PanelId education{1};
constexpr PanelId work{2};
constexpr BodyId aalfeld{10};
constexpr BodyId bergau{11};

Counted counted(PanelId panel, std::vector<BodyId> places, std::string audience, std::string title)
{
    Counted one;
    one.panel = panel;
    one.places = std::move(places);
    one.audience = std::move(audience);
    one.title = std::move(title);
    return one;
}

Gaps reckoned(std::vector<Counted> const& all)
{
    return reckon_gaps({education, work}, {aalfeld, bergau}, all);
}

TEST(InventoryGaps, are_cells_in_which_neither_an_entry_nor_a_measure_is)
{
    auto everywhere = counted(education, {}, "", "Netz");
    everywhere.is_measure = true;
    auto const gaps = reckoned(
        {everywhere, counted(education, {aalfeld}, "", "Café"), counted(PanelId{3}, {aalfeld}, "", "fremd")});
    ASSERT_THAT(gaps.cells, SizeIs(4));
    EXPECT_EQ(gaps.cells.at({education, aalfeld}).entries, 1);
    EXPECT_EQ(gaps.cells.at({education, aalfeld}).measures, 1);
    EXPECT_EQ(gaps.cells.at({education, bergau}).entries, 0);
    EXPECT_FALSE(gaps.cells.at({education, bergau}).is_gap()) << "what names no place is everywhere";
    EXPECT_TRUE(gaps.cells.at({work, aalfeld}).is_gap());
    EXPECT_TRUE(gaps.cells.at({work, bergau}).is_gap());
}

TEST(InventoryGaps, show_as_a_possible_overlap_who_meets_for_the_same_audience)
{
    auto const gaps = reckoned(
        {counted(education, {aalfeld}, "Eltern", "Café"), counted(education, {bergau}, "Eltern", "Treff"),
         counted(education, {aalfeld, bergau}, "eltern ", "Kurs"), counted(work, {}, "Eltern", "Börse"),
         counted(education, {aalfeld}, "", "ohne"), counted(education, {aalfeld}, "", "auch ohne")});
    ASSERT_THAT(gaps.overlaps, SizeIs(1)) << "another field, or no audience, is none";
    auto const& one = gaps.overlaps.front();
    EXPECT_EQ(one.panel, education);
    EXPECT_EQ(one.audience, "Eltern");
    EXPECT_THAT(one.places, ElementsAre(aalfeld, bergau));
    EXPECT_THAT(one.all, SizeIs(3));
}

TEST(InventoryGaps, call_nobody_double_who_is_elsewhere)
{
    EXPECT_THAT(
        reckoned({counted(education, {aalfeld}, "Eltern", "Café"),
                  counted(education, {bergau}, "Eltern", "Treff")})
            .overlaps,
        IsEmpty());
    auto const three = reckoned(
        {counted(education, {aalfeld}, "Eltern", "Café"), counted(education, {aalfeld}, "Eltern", "Kurs"),
         counted(education, {bergau}, "Eltern", "Treff")});
    ASSERT_THAT(three.overlaps, SizeIs(1));
    EXPECT_THAT(three.overlaps.front().all, SizeIs(2)) << "the one in Bergau meets nobody";
    EXPECT_THAT(three.overlaps.front().places, ElementsAre(aalfeld));
}

} // namespace
} // namespace kommin::goals
