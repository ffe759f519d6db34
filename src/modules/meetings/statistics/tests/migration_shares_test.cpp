#include "modules/meetings/statistics/migration_shares.hpp"

#include <gmock/gmock.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace kommin::meetings {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using enum MigrationAnswer;
using enum ParticipantRole;

constexpr tenants::BodyId kamen{1};
constexpr tenants::BodyId selm{2};

struct Given {
    MigrationAnswer answer;
    std::optional<ParticipantRole> role;
    std::optional<tenants::BodyId> municipality;
    std::int64_t people;
};
// As answers are counted: once for each cut.
std::vector<MigrationTotal> counted(std::vector<Given> const& given)
{
    std::vector<MigrationTotal> totals;
    for (auto const& one : given) {
        auto const grouped = one.answer == neither ? neither : either;
        totals.push_back({MigrationCut::whole, one.answer, {}, {}, one.people});
        totals.push_back({MigrationCut::role, grouped, one.role, {}, one.people});
        totals.push_back({MigrationCut::municipality, grouped, {}, one.municipality, one.people});
    }
    return totals;
}

TEST(MigrationShares, add_up_by_role_and_by_municipality)
{
    auto const shares = shares_of(counted(
        {{self, volunteer, kamen, 6},
         {parent, professional, selm, 5},
         {neither, volunteer, kamen, 8},
         {neither, professional, selm, 7}}));
    ASSERT_TRUE(shares.all);
    EXPECT_EQ(shares.all->with_history, 11);
    EXPECT_EQ(shares.all->answered, 26);
    ASSERT_TRUE(shares.kinds);
    EXPECT_EQ(shares.kinds->self, 6);
    EXPECT_EQ(shares.kinds->parent, 5);
    ASSERT_THAT(shares.roles, SizeIs(2));
    EXPECT_EQ(shares.roles.at(volunteer).with_history, 6);
    EXPECT_EQ(shares.roles.at(volunteer).answered, 14);
    EXPECT_DOUBLE_EQ(shares.municipalities.at(selm).percent(), 100.0 * 5 / 12);
}

TEST(MigrationShares, are_not_told_where_all_have_said_nearly_the_same)
{
    auto const shares = shares_of(counted({{self, volunteer, kamen, 40}, {neither, volunteer, kamen, 4}}));
    EXPECT_FALSE(shares.all);
    EXPECT_FALSE(shares.kinds);
    EXPECT_THAT(shares.roles, IsEmpty());
    EXPECT_THAT(shares.municipalities, IsEmpty());
    EXPECT_FALSE(shares_of({}).all);
}

TEST(MigrationShares, tell_both_kinds_or_none)
{
    auto const shares = shares_of(counted({{self, {}, {}, 20}, {parent, {}, {}, 4}, {neither, {}, {}, 9}}));
    ASSERT_TRUE(shares.all);
    EXPECT_EQ(shares.all->with_history, 24);
    EXPECT_FALSE(shares.kinds) << "20 would tell the other 4";
}

TEST(MigrationShares, hide_a_small_group_and_the_next_one)
{
    auto const shares = shares_of(counted(
        {{self, volunteer, {}, 10},
         {neither, volunteer, {}, 10},
         {self, professional, {}, 9},
         {neither, professional, {}, 9},
         {self, {}, {}, 1}}));
    EXPECT_THAT(shares.roles, SizeIs(1));
    EXPECT_TRUE(shares.roles.contains(volunteer));
    EXPECT_THAT(shares.municipalities, SizeIs(1)) << "all of them are one group, which is the total";
}

TEST(MigrationShares, are_the_same_of_what_is_kept_and_nothing_small_is_kept)
{
    auto const totals = counted(
        {{self, volunteer, kamen, 10},
         {neither, volunteer, kamen, 10},
         {self, professional, selm, 9},
         {neither, professional, kamen, 9},
         {parent, private_person, selm, 1},
         {neither, private_person, {}, 2}});
    auto const before = shares_of(totals);
    auto const kept = folded_totals(totals);
    auto const after = shares_of(kept);
    ASSERT_TRUE(after.all);
    EXPECT_EQ(after.all->with_history, before.all->with_history);
    EXPECT_EQ(after.all->answered, before.all->answered);
    EXPECT_FALSE(after.kinds);
    ASSERT_THAT(after.roles, SizeIs(2)) << "those of before, and all others together";
    EXPECT_EQ(after.roles.at(volunteer).answered, 20);
    EXPECT_EQ(after.roles.at(std::nullopt).with_history, 10);
    EXPECT_EQ(after.roles.at(std::nullopt).answered, 21);
    EXPECT_THAT(after.municipalities, SizeIs(1));
    for (auto const& total : kept) {
        EXPECT_NE(total.answer, self) << "one parent would be told by them";
        EXPECT_NE(total.answer, parent);
    }
    EXPECT_THAT(folded_totals(counted({{self, {}, {}, 4}, {neither, {}, {}, 40}})), IsEmpty());
}

} // namespace
} // namespace kommin::meetings
