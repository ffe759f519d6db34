#include "modules/funding/reckoning/terms.hpp"
#include "modules/funding/reckoning/tests/typed_euros.hpp"

#include <algorithm>
#include <random>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace kommin::funding {
namespace {

Plan plan(std::string_view cost, std::string_view eligible, std::string_view own, std::string_view other)
{
    return {euros(cost), euros(eligible), euros(own), euros(other)};
}

Terms share_of(std::string_view percent)
{
    return {.kind = Financing::share, .share = read_typed_part(percent)};
}

TEST(TypedPart, is_read_as_offices_write_it)
{
    EXPECT_EQ(read_typed_part("80"), Part{8'000});
    EXPECT_EQ(read_typed_part(" 66,67 % "), Part{6'667});
    EXPECT_EQ(read_typed_part("100"), Part{10'000});
    EXPECT_EQ(spelled_part(Part{6'650}), "66,5");
    for (auto const* const wrong : {"", "0", "-5", "100,01", "33,333", "1.000", "viel"})
        EXPECT_FALSE(read_typed_part(wrong)) << wrong;
}

TEST(Terms, a_share_is_of_the_eligible_cost_and_rounded_down)
{
    EXPECT_EQ(largest_grant(share_of("80"), plan("1.000", "900", "100", "0")), euros("720"));
    EXPECT_EQ(largest_grant(share_of("33,33"), plan("100,01", "100,01", "0", "0")), euros("33,33"));
}

TEST(Terms, no_grant_pays_what_others_have_paid)
{
    EXPECT_EQ(largest_grant(share_of("80"), plan("1.000", "1.000", "300", "100")), euros("600"));
    Terms const fixed{.kind = Financing::fixed, .fixed = euros("5.000")};
    EXPECT_EQ(largest_grant(fixed, plan("3.000", "2.500", "0", "0")), euros("2.500"));
    EXPECT_EQ(largest_grant(fixed, plan("9.000", "9.000", "0", "0")), euros("5.000"));
}

TEST(Terms, a_deficit_is_what_is_left_uncovered)
{
    Terms const deficit{.kind = Financing::deficit, .most = euros("400")};
    EXPECT_EQ(largest_grant(deficit, plan("1.000", "900", "500", "100")), euros("300"));
    EXPECT_EQ(largest_grant(deficit, plan("1.000", "1.000", "100", "100")), euros("400"));
    EXPECT_EQ(largest_grant(deficit, plan("1.000", "500", "600", "0")), Money{});
}

TEST(Terms, below_the_minimum_there_is_nothing)
{
    auto terms = share_of("50");
    terms.least = euros("1.000");
    EXPECT_EQ(largest_grant(terms, plan("1.999", "1.999", "0", "0")), Money{});
    EXPECT_EQ(largest_grant(terms, plan("2.000", "2.000", "0", "0")), euros("1.000"));
}

TEST(Terms, nothing_is_reckoned_where_the_kind_is_not_known)
{
    EXPECT_FALSE(largest_grant({}, plan("1.000", "1.000", "0", "0")));
    EXPECT_FALSE(largest_grant({.kind = Financing::share}, plan("1.000", "1.000", "0", "0")));
}

TEST(Terms, say_what_is_wrong_with_a_sum)
{
    auto terms = share_of("80");
    terms.own_share = read_typed_part("10");
    terms.least = euros("500");
    using enum TermsBreach;
    EXPECT_TRUE(breaches_of(terms, plan("1.000", "1.000", "200", "0"), euros("800")).empty());
    EXPECT_EQ(
        breaches_of(terms, plan("1.000", "1.000", "50", "0"), euros("950")),
        (std::vector<Breach>{{above_terms, euros("800")}, {own_share_too_small, euros("100")}}));
    EXPECT_EQ(
        breaches_of(terms, plan("1.000", "1.000", "200", "0"), euros("400")),
        (std::vector<Breach>{{gap, euros("1.000")}, {below_least, euros("500")}}));
    EXPECT_EQ(
        breaches_of(terms, plan("1.000", "1.000", "200", "200"), euros("800")),
        (std::vector<Breach>{{above_cost, euros("1.000")}, {above_terms, euros("600")}}));
}

TEST(Terms, an_own_share_is_rounded_up)
{
    Terms const terms{.own_share = read_typed_part("33,33")};
    auto const asked = euros("66,67");
    EXPECT_EQ(breaches_of(terms, plan("100,01", "100,01", "33,34", "0"), asked), (std::vector<Breach>{}));
    EXPECT_EQ(breaches_of(terms, plan("100", "100", "33,33", "0"), asked), (std::vector<Breach>{}));
    auto const found = breaches_of(terms, plan("100,01", "100,01", "33,33", "0"), euros("66,68"));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front(), (Breach{TermsBreach::own_share_too_small, euros("33,34")}));
}

TEST(Terms, a_plan_that_cannot_be_is_thrown_back)
{
    EXPECT_THROW(largest_grant(share_of("80"), plan("100", "101", "0", "0")), std::invalid_argument);
    EXPECT_THROW(
        largest_grant(share_of("80"), {euros("100"), euros("100"), Money{-1}, {}}), std::invalid_argument);
}

TEST(RemainingGrant, shrinks_by_the_rule_of_its_kind)
{
    auto const planned = plan("1.000", "1.000", "200", "0");
    auto const cheaper = plan("900", "900", "200", "0");
    EXPECT_EQ(remaining_grant(Financing::share, euros("800"), planned, cheaper), euros("720"));
    EXPECT_EQ(remaining_grant(Financing::deficit, euros("800"), planned, cheaper), euros("700"));
    EXPECT_EQ(remaining_grant(Financing::fixed, euros("800"), planned, cheaper), euros("800"));
    EXPECT_EQ(
        remaining_grant(Financing::fixed, euros("800"), planned, plan("700", "700", "0", "0")), euros("700"));
    auto const helped = plan("1.000", "1.000", "200", "100");
    EXPECT_EQ(remaining_grant(Financing::share, euros("800"), planned, helped), euros("720"));
    EXPECT_EQ(remaining_grant(Financing::deficit, euros("800"), planned, helped), euros("700"));
    auto const dearer = plan("1.500", "1.500", "200", "0");
    for (auto const kind : all_financings)
        EXPECT_EQ(remaining_grant(kind, euros("800"), planned, dearer), euros("800"));
}

// ── Whatever the plan, money neither grows nor turns negative.

class Dice {
public:
    explicit Dice(unsigned seed)
        : numbers_(seed)
    { }
    std::int64_t below(std::int64_t end)
    {
        return std::uniform_int_distribution<std::int64_t>(0, end - 1)(numbers_);
    }
    Money money(std::int64_t most) { return {below(most + 1)}; }
    Plan plan()
    {
        // Sometimes a few cents, sometimes all that may be typed.
        auto const most = below(2) == 0 ? std::int64_t{500} : largest_typed_money.cents;
        Plan plan{.cost = money(most), .eligible = {}, .own = money(most), .other = money(most)};
        plan.eligible = money(plan.cost.cents);
        return plan;
    }
    Terms terms()
    {
        Terms terms{
            .kind = all_financings.at(static_cast<std::size_t>(below(3))),
            .share = Part{1 + below(Part::whole)},
            .fixed = money(100'000)};
        if (below(2) == 0)
            terms.most = money(100'000);
        if (below(4) == 0)
            terms.least = money(1'000);
        return terms;
    }

private:
    std::mt19937 numbers_;
};

TEST(Terms, never_give_more_than_is_left_nor_less_than_nothing)
{
    Dice dice(2008);
    for (int i = 0; i < 20'000; ++i) {
        auto const terms = dice.terms();
        auto const one = dice.plan();
        auto const grant = largest_grant(terms, one);
        ASSERT_TRUE(grant);
        ASSERT_GE(*grant, Money{});
        ASSERT_LE(*grant, one.eligible);
        ASSERT_LE(*grant, std::max(one.cost - one.own - one.other, Money{}));
        if (terms.most) {
            ASSERT_LE(*grant, *terms.most);
        }
        // Asking for exactly that breaks no rule about sums.
        for (auto const& breach : breaches_of(terms, one, *grant))
            ASSERT_NE(breach.what, TermsBreach::above_terms);
    }
}

TEST(Terms, more_of_others_never_makes_a_grant_larger)
{
    Dice dice(2009);
    for (int i = 0; i < 20'000; ++i) {
        auto const terms = dice.terms();
        auto const one = dice.plan();
        auto helped = one;
        helped.other += dice.money(10'000);
        ASSERT_LE(*largest_grant(terms, helped), *largest_grant(terms, one));
    }
}

TEST(RemainingGrant, is_never_more_than_granted_nor_than_it_cost)
{
    Dice dice(2010);
    for (int i = 0; i < 20'000; ++i) {
        auto const planned = dice.plan();
        auto const actual = dice.plan();
        auto const granted = dice.money(planned.eligible.cents);
        for (auto const kind : all_financings) {
            auto const left = remaining_grant(kind, granted, planned, actual);
            ASSERT_GE(left, Money{});
            ASSERT_LE(left, granted);
            ASSERT_LE(left, actual.eligible);
        }
        // A deficit loses at least as much as a share: all of the difference, not a part of it.
        ASSERT_LE(
            remaining_grant(Financing::deficit, granted, planned, actual),
            remaining_grant(Financing::share, granted, planned, actual));
    }
}

}
} // namespace kommin::funding
