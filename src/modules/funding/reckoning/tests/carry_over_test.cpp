#include "modules/funding/reckoning/carry_over.hpp"
#include "modules/funding/reckoning/cover.hpp"
#include "modules/funding/reckoning/sums.hpp"
#include "modules/funding/reckoning/tests/typed_euros.hpp"

#include <algorithm>
#include <cstddef>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace kommin::funding {
namespace {

TEST(CarryOver, moves_planned_and_secured_and_no_gap)
{
    Amounts const then{
        .planned = euros("100"), .secured = euros("90"), .committed = {}, .spent = euros("70")};
    Carried const out{.in = {}, .out = euros("20")};
    auto const counted = with_carried(then, out);
    EXPECT_EQ(counted.planned, euros("80"));
    EXPECT_EQ(counted.secured, euros("70"));
    EXPECT_EQ(counted.spent, euros("70"));
    EXPECT_EQ(gap_of(counted), gap_of(then));
    Amounts const next{.planned = euros("50"), .secured = euros("50")};
    EXPECT_EQ(with_carried(next, {.in = euros("20"), .out = {}}).secured, euros("70"));
    EXPECT_EQ(with_carried({.secured = euros("1")}, {.in = euros("20"), .out = {}}).planned, std::nullopt)
        << "what nobody knows is no zero";
}

TEST(CarryOver, takes_along_what_is_bound_and_not_paid)
{
    Amounts const then{
        .planned = euros("100"), .secured = euros("100"), .committed = euros("100"), .spent = euros("20")};
    Carried const out{.in = {}, .out = euros("80")};
    EXPECT_EQ(with_carried(then, out).committed, euros("20"));
    EXPECT_EQ(with_carried(then, {.in = {}, .out = euros("30")}).committed, euros("70"));
    EXPECT_EQ(with_carried(then, {.in = euros("80"), .out = {}}).committed, euros("100"));
    // The bill is paid next year: both years together are bound by it once.
    Amounts const next{.planned = Money{}, .secured = Money{}, .committed = {}, .spent = euros("80")};
    Sum bound;
    bound.add(bound_of(with_carried(then, out)));
    bound.add(bound_of(with_carried(next, {.in = euros("80"), .out = {}})));
    EXPECT_EQ(bound.amount(), euros("100"));
    // What is paid stays, also where less was committed than is carried on.
    EXPECT_EQ(
        with_carried(
            {.planned = euros("100"),
             .secured = euros("100"),
             .committed = euros("40"),
             .spent = euros("20")},
            out)
            .committed,
        euros("20"));
    EXPECT_EQ(
        with_carried({.planned = euros("9"), .secured = euros("9"), .committed = euros("5")}, out).committed,
        Money{});
}

TEST(CarryOver, takes_no_more_than_is_planned_secured_and_not_spent)
{
    auto const left = [](std::string_view planned, std::string_view secured, std::string_view spent) {
        return carriable_of(
            {.planned = euros(planned), .secured = euros(secured), .committed = {}, .spent = euros(spent)},
            {});
    };
    EXPECT_EQ(left("100", "90", "70"), euros("20"));
    EXPECT_EQ(left("80", "90", "70"), euros("10"));
    EXPECT_EQ(left("80", "90", "95"), Money{});
    EXPECT_EQ(carriable_of({.planned = euros("5"), .secured = euros("5")}, {}), std::nullopt)
        << "nobody knows what was spent";
    EXPECT_EQ(carriable_of({.secured = euros("5"), .committed = {}, .spent = Money{}}, {}), std::nullopt);
    EXPECT_EQ(
        carriable_of(
            {.planned = Money{}, .secured = Money{}, .committed = {}, .spent = euros("3")},
            {.in = euros("10"), .out = euros("2")}),
        euros("5"))
        << "what came may go on";
}

TEST(CarryOver, is_borne_by_known_amounts_alone)
{
    Carried const out{.in = {}, .out = euros("20")};
    EXPECT_TRUE(bears({.planned = euros("20"), .secured = euros("20")}, out));
    EXPECT_FALSE(bears({.planned = euros("20"), .secured = euros("19,99")}, out));
    EXPECT_FALSE(bears({.planned = euros("19,99"), .secured = euros("20")}, out));
    EXPECT_FALSE(bears({.planned = std::nullopt, .secured = euros("20")}, {.in = euros("1"), .out = {}}));
    EXPECT_TRUE(bears({}, {}));
}

// Lines of a measure, year after year, each carrying a part of what is left into the next.
TEST(CarryOver, no_cent_is_lost_nor_counts_twice_over_many_years)
{
    std::mt19937 numbers(22);
    auto const below
        = [&](std::int64_t end) { return std::uniform_int_distribution<std::int64_t>(0, end - 1)(numbers); };
    for (int round = 0; round < 2'000; ++round) {
        std::vector<Amounts> years;
        for (auto n = below(8) + 2; n > 0; --n) {
            Money const spent{below(6'000)};
            years.push_back(
                {.planned = Money{below(10'000)},
                 .secured = Money{below(10'000)},
                 .committed = spent + Money{below(6'000)},
                 .spent = spent});
        }
        std::vector<Carried> carried(years.size());
        for (std::size_t i = 0; i + 1 < years.size(); ++i) {
            auto const most = carriable_of(years[i], carried[i]).value();
            auto const part = below(3) == 0 ? most : Money{below(most.cents + 1)};
            carried[i].out = part;
            carried[i + 1].in = part;
            ASSERT_EQ(carriable_of(years[i], carried[i]), most - part) << "what went on cannot go again";
        }
        Sum planned, secured, counted_planned, counted_secured;
        for (std::size_t i = 0; i < years.size(); ++i) {
            auto const counted = with_carried(years[i], carried[i]);
            ASSERT_TRUE(bears(years[i], carried[i]));
            ASSERT_GE(*counted.planned, Money{});
            ASSERT_GE(*counted.secured, Money{});
            ASSERT_EQ(gap_of(counted), gap_of(years[i]));
            ASSERT_EQ(counted.spent, years[i].spent);
            ASSERT_GE(counted.committed, counted.spent);
            ASSERT_EQ(
                surplus_of(counted), surplus_of(with_carried(years[i], {.in = carried[i].in, .out = {}})))
                << "what goes on was not too much, and leaves nothing open";
            planned.add(years[i].planned);
            secured.add(years[i].secured);
            counted_planned.add(counted.planned);
            counted_secured.add(counted.secured);
        }
        ASSERT_EQ(counted_planned, planned);
        ASSERT_EQ(counted_secured, secured);
    }
}

}
} // namespace kommin::funding
