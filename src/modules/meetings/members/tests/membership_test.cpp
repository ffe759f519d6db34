#include "modules/meetings/members/balance.hpp"
#include "modules/meetings/members/membership.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace kommin::meetings {
namespace {

using ::testing::ElementsAre;

constexpr Date today{std::chrono::year{2026}, std::chrono::November, std::chrono::day{27}};

Membership held(char const* from, char const* to)
{
    Membership one;
    one.valid_from = PartialDate::parse(from);
    one.valid_to = PartialDate::parse(to);
    return one;
}

bool overlap(Membership const& one, Membership const& other)
{
    EXPECT_EQ(surely_overlap(one, other, today), surely_overlap(other, one, today));
    return surely_overlap(one, other, today);
}

TEST(Memberships, two_hold_at_once_only_where_it_is_certain)
{
    EXPECT_TRUE(overlap(held("2020-01-01", ""), held("2026-01-01", "")));
    EXPECT_TRUE(overlap(held("2020", "2024"), held("2022", "")));
    EXPECT_TRUE(overlap(held("2020-01-01", "2024-05-31"), held("2024-05-31", "")))
        << "both days belong to it";
    EXPECT_FALSE(overlap(held("2020-01-01", "2024-05-31"), held("2024-06-01", "")));
    EXPECT_FALSE(overlap(held("2020", "2024"), held("2024", ""))) << "one after the other in that year";
    EXPECT_FALSE(overlap(held("2024-03", "2024-03"), held("2024-03-20", "")));
    EXPECT_TRUE(overlap(held("2024", ""), held("2024", "")));
    EXPECT_TRUE(overlap(held("", ""), held("", ""))) << "both hold today";
    EXPECT_TRUE(overlap(held("", "2024-06-30"), held("2020", "")));
    EXPECT_FALSE(overlap(held("", "2024"), held("", "2026"))) << "the second may have begun later";
    EXPECT_TRUE(overlap(held("", ""), held("2027-01-01", "2028"))) << "nobody has said that it ends";
}

TEST(Memberships, stand_as_far_as_their_days_are_known)
{
    EXPECT_EQ(held("", "").standing(today), Standing::present);
    EXPECT_EQ(held("2026", "2026").standing(today), Standing::present);
    EXPECT_EQ(held("2026-11-27", "2026-11-27").standing(today), Standing::present);
    EXPECT_EQ(held("2026-12", "").standing(today), Standing::coming);
    EXPECT_EQ(held("", "2026-10").standing(today), Standing::past);
    auto mistaken = held("", "");
    mistaken.ended_for = EndReason::mistaken;
    EXPECT_EQ(mistaken.standing(today), Standing::never);
    EXPECT_EQ(to_iso(last_possible_day(*PartialDate::parse("2024-02"))), "2024-02-29");
    EXPECT_EQ(to_iso(last_possible_day(*PartialDate::parse("2024"))), "2024-12-31");
}

std::vector<bool> withheld(std::vector<std::int64_t> const& totals)
{
    std::vector<BalanceGroup> groups;
    for (auto const total : totals)
        groups.push_back({.key = {}, .genders = {}, .total = total});
    withhold_small(groups);
    std::vector<bool> found;
    for (auto const& group : groups)
        found.push_back(group.is_withheld);
    return found;
}

TEST(BalanceOfPanels, small_groups_are_withheld_with_as_many_others_as_hide_them)
{
    EXPECT_THAT(withheld({5, 7}), ElementsAre(false, false));
    EXPECT_THAT(withheld({1, 7, 9}), ElementsAre(true, true, false))
        << "what is left over would tell the one";
    EXPECT_THAT(withheld({2, 3, 9}), ElementsAre(true, true, false));
    EXPECT_THAT(withheld({1, 9}), ElementsAre(true, true));
    EXPECT_THAT(withheld({4}), ElementsAre(true));
}

TEST(BalanceOfPanels, everybody_counts_once_and_only_by_what_they_said)
{
    Panel panel;
    Seat chair;
    chair.role = SeatRole::chair;
    Seat member;
    std::vector<Membership> memberships(7);
    std::unordered_map<contacts::PersonId, contacts::Told> told;
    std::vector<MemberLine> lines;
    for (std::size_t i = 0; i < 6; ++i) {
        memberships[i].person = contacts::PersonId{static_cast<std::int64_t>(i) + 1};
        lines.push_back({&panel, &member, &memberships[i]});
    }
    memberships[6].person = contacts::PersonId{1}; // a second seat
    memberships[6].capacity = Capacity::substitute;
    lines.push_back({&panel, &chair, &memberships[6]});
    lines.push_back({&panel, &chair, nullptr});
    chair.organisation_kind = contacts::OrganisationKind::welfare;
    told[contacts::PersonId{1}]
        = {contacts::PersonId{1}, contacts::Gender::female, contacts::FieldOfWork::welfare, {}};
    told[contacts::PersonId{2}]
        = {contacts::PersonId{2}, contacts::Gender::undisclosed, contacts::FieldOfWork::unknown, {}};
    auto const balance = balance_of(lines, told);
    EXPECT_EQ(balance.people, 6);
    EXPECT_EQ(balance.vacant, 1);
    EXPECT_THAT(balance.genders, ElementsAre(4, 1, 0, 0, 1)) << "unknown, female, male, diverse, undisclosed";
    ASSERT_EQ(balance.capacities.size(), 2U);
    EXPECT_EQ(balance.capacities[0].total, 6);
    EXPECT_EQ(balance.capacities[1].total, 1);
    EXPECT_TRUE(balance.capacities[1].is_withheld);
    ASSERT_EQ(balance.senders.size(), 2U);
    EXPECT_EQ(balance.senders[0].key, "unknown") << "seats that no organisation of the list fills";
    EXPECT_EQ(balance.senders[0].total, 6);
    EXPECT_EQ(balance.senders[1].key, "welfare");
    EXPECT_EQ(balance.senders[1].total, 1);
    EXPECT_TRUE(balance.senders[1].is_withheld);
    EXPECT_TRUE(balance.is_told());
    lines.resize(4);
    EXPECT_FALSE(balance_of(lines, told).is_told());
}

}
} // namespace kommin::meetings
