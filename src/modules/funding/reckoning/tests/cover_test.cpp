#include "modules/funding/reckoning/carry_over.hpp"
#include "modules/funding/reckoning/cover.hpp"
#include "modules/funding/reckoning/sums.hpp"
#include "modules/funding/reckoning/tests/typed_euros.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

namespace kommin::funding {
namespace {

CoverLine line(std::int64_t id, std::string_view planned, std::string_view secured, std::string purpose = {})
{
    return {
        .id = id,
        .owner = 0,
        .year = 2009,
        .group = 1,
        .purpose = std::move(purpose),
        .amounts = {.planned = euros(planned), .secured = euros(secured)}};
}

TEST(Cover, what_one_has_too_much_closes_the_gap_of_another)
{
    std::vector const lines{line(1, "100", "60"), line(2, "50", "80"), line(3, "10", "0")};
    auto const covers = covers_of(lines);
    EXPECT_EQ(covers[0], (Cover{.covered = euros("30"), .given = {}}));
    EXPECT_EQ(covers[1], (Cover{.covered = {}, .given = euros("30")}));
    EXPECT_EQ(covers[2], Cover{}) << "nothing is left for whoever was entered last";
}

TEST(Cover, never_takes_what_is_bound_or_of_which_nobody_knows_the_need)
{
    EXPECT_EQ(
        surplus_of({.planned = euros("5"), .secured = euros("9"), .committed = euros("7")}), euros("2"));
    EXPECT_EQ(
        surplus_of(
            {.planned = euros("5"), .secured = euros("9"), .committed = euros("7"), .spent = euros("20")}),
        Money{});
    EXPECT_EQ(surplus_of({.planned = std::nullopt, .secured = euros("9")}), Money{});
    EXPECT_EQ(surplus_of({.planned = euros("5")}), Money{});
}

TEST(Cover, is_given_as_before_when_the_rest_of_a_line_goes_on)
{
    Amounts const then{
        .planned = euros("100"), .secured = euros("150"), .committed = euros("140"), .spent = euros("20")};
    EXPECT_EQ(surplus_of(then), euros("10"));
    EXPECT_EQ(surplus_of(with_carried(then, {.in = {}, .out = euros("80")})), euros("10"));
}

TEST(Cover, stays_within_group_owner_year_and_purpose)
{
    auto const rich = line(2, "0", "100");
    for (auto change : std::array<void (*)(CoverLine&), 4>{
             [](CoverLine& one) { one.owner = 3; }, [](CoverLine& one) { one.year = 2010; },
             [](CoverLine& one) { one.group = 2; }, [](CoverLine& one) { one.purpose = "a7"; }}) {
        std::vector lines{line(1, "40", "0"), rich};
        EXPECT_EQ(covers_of(lines)[0].covered, euros("40"));
        change(lines[1]);
        EXPECT_EQ(covers_of(lines), (std::vector<Cover>(2)));
    }
    EXPECT_EQ(
        covers_of(std::vector{line(1, "40", "0", "a7"), line(2, "0", "100", "a7")})[0].covered, euros("40"))
        << "what was given for the same purpose may";
}

TEST(Cover, gives_no_cent_twice_and_leaves_none_that_is_needed)
{
    std::mt19937 numbers(21);
    auto const below
        = [&](std::int64_t end) { return std::uniform_int_distribution<std::int64_t>(0, end - 1)(numbers); };
    auto const maybe = [&]() -> std::optional<Money> {
        return below(5) == 0 ? std::nullopt : std::optional(Money{below(10'000)});
    };
    using Pot = std::tuple<std::int64_t, int, std::int64_t, std::string>;
    struct Sums {
        Money gaps, surplus, covered, given;
    };
    for (int round = 0; round < 3'000; ++round) {
        std::vector<CoverLine> lines;
        for (auto n = below(12); n > 0; --n)
            lines.push_back(
                {.id = n,
                 .owner = below(2),
                 .year = 2009 + static_cast<int>(below(2)),
                 .group = below(2),
                 .purpose = below(3) == 0 ? "a1" : "",
                 .amounts
                 = {.planned = maybe(), .secured = maybe(), .committed = maybe(), .spent = maybe()}});
        auto const covers = covers_of(lines);
        ASSERT_EQ(covers.size(), lines.size());
        std::map<Pot, Sums> pots;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            auto const& one = lines[i];
            auto const gap = gap_of(one.amounts).value_or(Money{});
            ASSERT_GE(covers[i].covered, Money{});
            ASSERT_GE(covers[i].given, Money{});
            ASSERT_LE(covers[i].covered, gap);
            ASSERT_LE(covers[i].given, surplus_of(one.amounts));
            auto& sums = pots[{one.owner, one.year, one.group, one.purpose}];
            sums.gaps += gap;
            sums.surplus += surplus_of(one.amounts);
            sums.covered += covers[i].covered;
            sums.given += covers[i].given;
        }
        for (auto const& [pot, sums] : pots) {
            ASSERT_EQ(sums.covered, sums.given);
            ASSERT_EQ(sums.covered, std::min(sums.gaps, sums.surplus));
        }
        // The order in which lines are read says nothing.
        std::vector<std::size_t> places(lines.size());
        std::ranges::generate(places, [i = std::size_t{0}]() mutable { return i++; });
        std::ranges::shuffle(places, numbers);
        std::vector<CoverLine> shuffled;
        for (auto const place : places)
            shuffled.push_back(lines[place]);
        auto const again = covers_of(shuffled);
        for (std::size_t i = 0; i < places.size(); ++i)
            ASSERT_EQ(again[i], covers[places[i]]);
    }
}

}
} // namespace kommin::funding
