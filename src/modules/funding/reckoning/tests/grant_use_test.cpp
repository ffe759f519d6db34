#include "modules/funding/reckoning/grant_use.hpp"

#include <chrono>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace kommin::funding {
namespace {

using namespace std::chrono_literals;

Money sum_of(std::vector<Outflow> const& flows)
{
    Money sum;
    for (auto const& one : flows)
        sum += one.amount;
    return sum;
}

std::vector<Money> amounts_of(std::vector<Outflow> const& flows)
{
    std::vector<Money> amounts;
    for (auto const& one : flows)
        amounts.push_back(one.amount);
    return amounts;
}

Date const may = 2009y / 5 / 4;
Date const early_june = 2009y / 6 / 4;
std::vector<Outflow> const two_bills{{early_june, Money::euros(100)}, {may, Money::euros(50)}};

TEST(GrantUse, a_share_pays_that_part_of_each_bill)
{
    Financed const eighty{.kind = Financing::share, .share = Part{8'000}};
    EXPECT_EQ(
        amounts_of(paid_by_grant(eighty, two_bills)),
        (std::vector<Money>{Money::euros(80), Money::euros(40)}));
    // A third of a cent is not lost: three bills of a cent are one cent of a third.
    std::vector<Outflow> const cents{{may, Money{1}}, {may, Money{1}}, {may, Money{1}}};
    EXPECT_EQ(
        amounts_of(paid_by_grant({.kind = Financing::share, .share = Part{3'334}}, cents)),
        (std::vector<Money>{Money{0}, Money{0}, Money{1}}));
}

TEST(GrantUse, a_deficit_is_paid_after_own_money)
{
    Financed const deficit{.kind = Financing::deficit, .own = Money::euros(40), .other = Money::euros(20)};
    EXPECT_EQ(amounts_of(paid_by_grant(deficit, two_bills)), (std::vector<Money>{Money::euros(90), Money{}}))
        << "the earlier bill is paid by own money";
}

TEST(GrantUse, a_fixed_sum_pays_its_part_of_the_plan_and_what_nobody_knows_pays_all)
{
    Financed const fixed{.kind = Financing::fixed, .granted = Money::euros(500), .own = Money::euros(500)};
    EXPECT_EQ(sum_of(paid_by_grant(fixed, two_bills)), Money::euros(75));
    EXPECT_EQ(sum_of(paid_by_grant({}, two_bills)), Money::euros(150));
    EXPECT_EQ(
        sum_of(paid_by_grant({.kind = Financing::fixed, .granted = largest_typed_money}, two_bills)),
        Money::euros(150));
}

TEST(GrantUse, whatever_is_billed_no_cent_is_lost_or_paid_twice)
{
    std::mt19937 numbers(91);
    auto const below
        = [&](std::int64_t end) { return std::uniform_int_distribution<std::int64_t>(0, end - 1)(numbers); };
    for (int i = 0; i < 3'000; ++i) {
        Financed const financed{
            .kind = all_financings.at(static_cast<std::size_t>(below(3))),
            .share = Part{1 + below(Part::whole)},
            .granted = Money{1 + below(largest_typed_money.cents)},
            .own = Money{below(largest_typed_money.cents)},
            .other = Money{below(100'000)}};
        std::vector<Outflow> bills;
        for (auto n = below(12); n > 0; --n)
            bills.push_back({may + std::chrono::days(below(100)), Money{below(100'000'000)}});
        auto const paid = paid_by_grant(financed, bills);
        ASSERT_EQ(paid.size(), bills.size());
        for (std::size_t at = 0; at < bills.size(); ++at) {
            ASSERT_GE(paid[at].amount, Money{});
            ASSERT_LE(paid[at].amount, bills[at].amount);
            ASSERT_EQ(paid[at].paid_on, bills[at].paid_on);
        }
        auto const whole = sum_of(bills);
        auto const by_grant = sum_of(paid);
        switch (*financed.kind) {
        case Financing::share:
            ASSERT_EQ(by_grant, part_of(whole, *financed.share));
            break;
        case Financing::deficit:
            ASSERT_EQ(by_grant, std::max(whole - financed.own - financed.other, Money{}));
            break;
        case Financing::fixed: {
            // Rounded down to the cent: by_grant × plan ≤ whole × granted < (by_grant + 1 cent) × plan.
            auto const plan
                = static_cast<long double>((*financed.granted + financed.own + financed.other).cents);
            auto const exact = static_cast<long double>(whole.cents)
                * static_cast<long double>(financed.granted->cents) / plan;
            ASSERT_LE(static_cast<long double>(by_grant.cents), exact + 0.001L);
            ASSERT_GT(static_cast<long double>(by_grant.cents), exact - 1.001L);
            break;
        }
        }
        // What came and what is used of it are equal in the end.
        std::vector<Inflow> const inflows{
            {may, Money{below(200'000'000)}}, {early_june, Money{below(200'000'000)}}};
        Money unused;
        for (auto const& use : uses_of(inflows, paid))
            unused += use.unused;
        ASSERT_EQ(unused, std::max(inflows[0].amount + inflows[1].amount - by_grant, Money{}));
    }
}

TEST(GrantUse, a_kind_of_cost_may_exceed_its_plan_by_a_fifth)
{
    std::vector<KindSum> const planned{
        {CostKind::staff, Money::euros(100)}, {CostKind::rooms, Money::euros(50)}};
    std::vector<KindSum> spent{{CostKind::staff, Money::euros(120)}, {CostKind::travel, Money{1}}};
    EXPECT_EQ(
        deviations_of(Financing::share, planned, spent),
        (std::vector<Deviation>{
            {CostKind::staff, Money::euros(100), Money::euros(120), false},
            {CostKind::rooms, Money::euros(50), Money{}, false},
            {CostKind::travel, Money{}, Money{1}, true}}));
    spent.front().amount += Money{1};
    EXPECT_TRUE(deviations_of(std::nullopt, planned, spent).front().is_above);
    EXPECT_FALSE(deviations_of(Financing::fixed, planned, spent).front().is_above);
    EXPECT_TRUE(deviations_of(Financing::share, {}, spent).empty())
        << "without a plan there is nothing to compare";
}

TEST(GrantUse, what_one_cost_is_more_another_one_has_to_be_less)
{
    std::vector<KindSum> const planned{
        {CostKind::staff, Money::euros(100)}, {CostKind::rooms, Money::euros(50)}};
    auto const above = [&](std::optional<Financing> financing, std::vector<KindSum> const& spent) {
        return above_plan(financing, deviations_of(financing, planned, spent));
    };
    std::vector<KindSum> const balanced{
        {CostKind::staff, Money::euros(110)}, {CostKind::rooms, Money::euros(40)}};
    EXPECT_EQ(above(Financing::deficit, balanced), Money{});
    // Each within its fifth, both together are not.
    std::vector<KindSum> const both{
        {CostKind::staff, Money::euros(110)}, {CostKind::rooms, Money::euros(40) + Money{1}}};
    EXPECT_EQ(above(Financing::deficit, both), Money{1});
    EXPECT_EQ(above(Financing::fixed, both), Money{}) << "a fixed sum stays";
}

}
} // namespace kommin::funding
