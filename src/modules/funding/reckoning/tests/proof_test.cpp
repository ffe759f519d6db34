#include "modules/funding/reckoning/double_funding.hpp"
#include "modules/funding/reckoning/proof.hpp"
#include "modules/funding/reckoning/tests/typed_euros.hpp"

#include <algorithm>
#include <random>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace kommin::funding {
namespace {

using namespace std::chrono_literals;

TEST(Proof, adds_up_to_the_cent)
{
    auto const sums = proof_of(
        {.costs
         = {{CostKind::fees, euros("100,01")},
            {CostKind::material, euros("50,50")},
            {CostKind::fees, euros("0,99")}},
         .received = euros("120"),
         .own = euros("30"),
         .other = euros("1,50"),
         .returned = {}});
    EXPECT_EQ(
        sums.by_kind,
        (std::vector<KindSum>{{CostKind::fees, euros("101")}, {CostKind::material, euros("50,50")}}));
    EXPECT_EQ(sums.spent, euros("151,50"));
    EXPECT_EQ(sums.paid_by_grant, euros("120"));
    EXPECT_TRUE(sums.is_even());
}

TEST(Proof, a_cent_that_is_left_is_seen)
{
    ProofInput input{.costs = {{CostKind::fees, euros("99,99")}}, .received = euros("100")};
    EXPECT_EQ(proof_of(input).left, euros("0,01"));
    EXPECT_FALSE(proof_of(input).is_even());
    input.returned = euros("0,01");
    EXPECT_TRUE(proof_of(input).is_even());
    input.own = euros("120");
    EXPECT_EQ(proof_of(input).overpaid, euros("20,01"));
    EXPECT_FALSE(proof_of(input).is_even());
}

TEST(Proof, refuses_negative_amounts)
{
    EXPECT_THROW(proof_of({.costs = {{CostKind::fees, Money{-1}}}}), std::invalid_argument);
    EXPECT_THROW(proof_of({.received = Money{-1}}), std::invalid_argument);
}

TEST(Proof, over_both_levels_counts_what_was_passed_on_once)
{
    std::vector<LowerLevel> const below{
        {.passed_on = euros("1.000"),
         .proof
         = {.costs = {{CostKind::rooms, euros("900")}, {CostKind::fees, euros("150")}},
            .received = {},
            .own = euros("100"),
            .other = {},
            .returned = euros("50")}}};
    auto const both
        = proof_over_both({.costs = {{CostKind::fees, euros("500")}}, .received = euros("1.450")}, below);
    EXPECT_EQ(both.sums.spent, euros("1.550"));
    EXPECT_EQ(
        both.sums.by_kind,
        (std::vector<KindSum>{{CostKind::fees, euros("650")}, {CostKind::rooms, euros("900")}}));
    EXPECT_TRUE(both.sums.is_even());
    ASSERT_EQ(both.lower.size(), 1U);
    EXPECT_TRUE(both.lower.front().is_even());
}

TEST(Proof, whatever_is_spent_both_sides_are_equal)
{
    std::mt19937 numbers(6);
    auto const below
        = [&](std::int64_t end) { return std::uniform_int_distribution<std::int64_t>(0, end - 1)(numbers); };
    for (int i = 0; i < 5'000; ++i) {
        ProofInput input{
            .costs = {},
            .received = Money{below(100'000)},
            .own = Money{below(50'000)},
            .other = Money{below(50'000)},
            .returned = Money{below(10'000)}};
        Money spent;
        for (auto n = below(20); n > 0; --n) {
            input.costs.push_back(
                {all_cost_kinds.at(static_cast<std::size_t>(below(all_cost_kinds.size()))),
                 Money{below(30'000)}});
            spent += input.costs.back().amount;
        }
        auto const sums = proof_of(input);
        Money by_kind;
        for (auto const& one : sums.by_kind)
            by_kind += one.amount;
        ASSERT_EQ(by_kind, spent);
        ASSERT_EQ(sums.spent, spent);
        ASSERT_EQ(sums.paid_by_grant + input.own + input.other, spent + sums.overpaid);
        ASSERT_EQ(input.received, sums.paid_by_grant + input.returned + sums.left);
        ASSERT_GE(sums.paid_by_grant, Money{});
    }
}

SharedVoucher voucher(std::int64_t id, std::string number, std::vector<Money> shares = {})
{
    return {
        .id = id,
        .day = 2009y / 5 / 4,
        .payee = "druckerei",
        .number = std::move(number),
        .amount = euros("100"),
        .shares = std::move(shares)};
}

TEST(DoubleFunding, finds_vouchers_that_grants_account_for_too_much)
{
    std::vector<SharedVoucher> const vouchers{
        voucher(1, "a", {euros("60"), euros("40")}), voucher(2, "b", {euros("60"), euros("40,01")})};
    EXPECT_EQ(overcounted(vouchers), (std::vector<Overcounted>{{2, euros("0,01")}}));
}

TEST(DoubleFunding, finds_what_may_be_one_voucher)
{
    auto other = voucher(4, "b");
    other.payee = "buchladen";
    EXPECT_EQ(
        alike(std::vector{voucher(3, "a"), voucher(1, ""), voucher(2, "b"), other}),
        (std::vector<Alike>{{1, 2}, {1, 3}}));
}

TEST(DoubleFunding, finds_a_cost_that_several_plan_to_pay)
{
    PlannedShare const first{
        .of = 1,
        .measure = 4,
        .year = 2009,
        .kind = CostKind::fees,
        .cost = euros("1.000"),
        .share = euros("700")};
    auto second = first;
    second.of = 2;
    second.share = euros("300");
    EXPECT_TRUE(paid_twice(std::vector{first, second}).empty());
    second.share = euros("300,01");
    auto const found = paid_twice(std::vector{first, second});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().cost, euros("1.000"));
    EXPECT_EQ(found.front().paid, euros("1.000,01"));
    EXPECT_EQ(found.front().by, (std::vector<std::int64_t>{1, 2}));
    // Another year, another kind, and parts of one application are no double.
    second.year = 2010;
    EXPECT_TRUE(paid_twice(std::vector{first, second}).empty());
    auto part = first;
    EXPECT_TRUE(paid_twice(std::vector{first, part}).empty());
}

TEST(InterimDays, are_settled_in_their_order)
{
    auto const day = [](unsigned month, unsigned number) {
        return Date{2027y / std::chrono::month(month) / std::chrono::day(number)};
    };
    std::vector const days{day(6, 30), day(12, 31)};
    auto const open = [&](std::vector<Date> const& handed_in) { return open_interim_days(days, handed_in); };
    EXPECT_EQ(open({}), days);
    EXPECT_EQ(open({day(6, 20)}), std::vector{day(12, 31)});
    EXPECT_EQ(open({day(7, 5)}), std::vector{day(12, 31)}) << "late: it says nothing about December";
    EXPECT_EQ(open({day(6, 20), day(6, 25)}), std::vector{day(12, 31)}) << "June has been settled twice";
    EXPECT_EQ(open({day(7, 5), day(12, 20)}), std::vector<Date>{});
    EXPECT_EQ(open({day(6, 20), day(7, 5)}), std::vector<Date>{}) << "the next one, early";
    EXPECT_EQ(open({day(12, 31)}), std::vector<Date>{}) << "both were over";
    EXPECT_EQ(open_interim_days({}, std::vector{day(6, 20)}), std::vector<Date>{});
}

}
} // namespace kommin::funding
