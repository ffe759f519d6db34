#include "modules/funding/reckoning/budget.hpp"
#include "modules/funding/reckoning/payments.hpp"
#include "modules/funding/reckoning/sums.hpp"
#include "modules/funding/reckoning/tests/typed_euros.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <random>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace kommin::funding {
namespace {

using namespace std::chrono_literals;

constexpr Date new_year = 2009y / 1 / 1;
constexpr Date june = 2009y / 6 / 30; // day 181

TEST(Sum, counts_what_is_known_and_says_how_much_is_not)
{
    Sum sum;
    EXPECT_FALSE(sum.amount());
    sum.add(euros("1,10"));
    sum.add(std::nullopt);
    sum.add(euros("2,20"));
    EXPECT_EQ(sum.amount(), euros("3,30"));
    EXPECT_EQ(sum.unknown, 1U);
    Sum both = sum;
    both.add(sum);
    EXPECT_EQ(both, (Sum{euros("6,60"), 4, 2}));
}

TEST(Sum, refuses_to_overflow)
{
    Sum sum;
    sum.add(Money{std::numeric_limits<std::int64_t>::max()});
    EXPECT_THROW(sum.add(Money{1}), std::overflow_error);
    EXPECT_EQ(sum.known, Money{std::numeric_limits<std::int64_t>::max()});
}

TEST(Gap, is_what_is_planned_and_not_secured)
{
    EXPECT_EQ(gap_of({.planned = euros("100"), .secured = euros("30")}), euros("70"));
    EXPECT_EQ(gap_of({.planned = euros("100")}), euros("100"));
    EXPECT_EQ(gap_of({.planned = euros("100"), .secured = euros("130")}), Money{});
    EXPECT_FALSE(gap_of({.secured = euros("30")}));
}

TEST(Forecast, of_a_closed_year_is_what_was_spent)
{
    Amounts const amounts{
        .planned = euros("100"), .secured = euros("90"), .committed = euros("80"), .spent = euros("75,50")};
    EXPECT_EQ(
        forecast_of(amounts, 2009, june, 2010y / 1 / 1), (Forecast{euros("75,50"), ForecastRule::closed}));
    EXPECT_EQ(forecast_of({.committed = euros("80")}, 2009, june, 2010y / 1 / 1), Forecast{});
}

TEST(Forecast, of_the_running_year_is_the_larger_of_bound_and_rate)
{
    auto const of = [](std::string_view committed, std::string_view spent, Date as_of) {
        return forecast_of(
            {.committed = euros(committed), .spent = euros(spent)}, 2009, as_of, 2009y / 12 / 31);
    };
    EXPECT_EQ(of("100", "20", june), (Forecast{euros("100"), ForecastRule::bound}));
    EXPECT_EQ(of("100", "181", june), (Forecast{euros("365"), ForecastRule::rate}));
    // In February the first bill says nothing of the year.
    EXPECT_EQ(of("100", "90", 2009y / 2 / 1), (Forecast{euros("100"), ForecastRule::bound}));
    // The rate is that of the day of the amounts: it does not fall because nobody enters anything.
    EXPECT_EQ(
        forecast_of({.spent = euros("181")}, 2009, june, june),
        forecast_of({.spent = euros("181")}, 2009, june, 2009y / 12 / 30));
    EXPECT_EQ(of("0", "0,01", 2009y / 3 / 31), (Forecast{euros("0,05"), ForecastRule::rate})); // rounded up
    EXPECT_EQ(
        forecast_of({.secured = euros("50")}, 2009, june, june),
        (Forecast{euros("50"), ForecastRule::secured}));
}

TEST(Forecast, of_a_year_to_come_is_what_is_secured)
{
    EXPECT_EQ(
        forecast_of({.planned = euros("100"), .secured = euros("40")}, 2010, june, june),
        (Forecast{euros("40"), ForecastRule::secured}));
    EXPECT_EQ(forecast_of({.planned = euros("100")}, 2010, june, june), Forecast{});
}

TEST(Forecast, never_says_less_than_is_spent)
{
    std::mt19937 numbers(2009);
    std::uniform_int_distribution<std::int64_t> cents(0, largest_typed_money.cents);
    std::uniform_int_distribution<int> days(0, 364);
    for (int i = 0; i < 20'000; ++i) {
        Amounts const amounts{.committed = Money{cents(numbers)}, .spent = Money{cents(numbers)}};
        auto const today = new_year + std::chrono::days(days(numbers));
        auto const forecast = forecast_of(amounts, 2009, today, today);
        ASSERT_TRUE(forecast.amount);
        ASSERT_GE(*forecast.amount, *amounts.spent);
        ASSERT_GE(*forecast.amount, *amounts.committed);
    }
}

TEST(UseBy, is_two_months_later_or_the_last_day_of_that_month)
{
    EXPECT_EQ(use_by(2009y / 1 / 15, 2), 2009y / 3 / 15);
    EXPECT_EQ(use_by(2008y / 12 / 31, 2), 2009y / 2 / 28);
    EXPECT_EQ(use_by(2007y / 12 / 31, 2), 2008y / 2 / 29);
}

TEST(Uses, what_came_first_is_used_first)
{
    std::vector<Inflow> const in{{2009y / 3 / 1, euros("50")}, {new_year, euros("100")}};
    std::vector<Outflow> const out{{2009y / 2 / 1, euros("80")}, {2009y / 3 / 15, euros("40")}};
    auto const uses = uses_of(in, out);
    ASSERT_EQ(uses.size(), 2U);
    EXPECT_EQ(uses[1], (InflowUse{Money{}, euros("20"), 2009y / 3 / 1})); // 20 of it in time no longer
    EXPECT_EQ(uses[0], (InflowUse{euros("30"), Money{}, 2009y / 5 / 1}));
}

TEST(Uses, no_cent_is_lost_nor_used_twice)
{
    std::mt19937 numbers(44);
    auto const below
        = [&](std::int64_t end) { return std::uniform_int_distribution<std::int64_t>(0, end - 1)(numbers); };
    for (int i = 0; i < 2'000; ++i) {
        std::vector<Inflow> in;
        std::vector<Outflow> out;
        Sum came, went, left;
        for (auto n = below(6); n > 0; --n) {
            in.push_back({new_year + std::chrono::days(below(300)), Money{below(10'000)}});
            came.add(in.back().amount);
        }
        for (auto n = below(6); n > 0; --n) {
            out.push_back({new_year + std::chrono::days(below(400)), Money{below(10'000)}});
            went.add(out.back().amount);
        }
        for (auto const& use : uses_of(in, out)) {
            ASSERT_GE(use.unused, Money{});
            ASSERT_GE(use.used_late, Money{});
            left.add(use.unused);
        }
        ASSERT_EQ(left.known, std::max(came.known - went.known, Money{}));
    }
}

}
} // namespace kommin::funding
