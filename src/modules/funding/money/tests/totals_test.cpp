#include "modules/funding/money/totals.hpp"

#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace kommin::funding {
namespace {

using namespace std::chrono_literals;

Money euros(std::string_view text)
{
    return *read_typed_money(text);
}

BudgetLine line(Amounts amounts)
{
    BudgetLine one;
    one.year = 2009;
    one.as_of = 2009y / 6 / 30;
    one.amounts = amounts;
    return one;
}

TEST(Totals, what_one_source_has_too_much_closes_no_gap_of_another_one)
{
    std::vector const lines{
        line({.planned = euros("100"), .secured = euros("150")}), line({.planned = euros("80")})};
    auto const totals = totals_of(lines, 2009y / 7 / 1);
    EXPECT_EQ(totals.planned.known, euros("180"));
    EXPECT_EQ(totals.secured, (Sum{euros("150"), 1, 1}));
    EXPECT_EQ(totals.gap.known, euros("80"));
}

TEST(Totals, count_what_was_carried_in_one_year_and_leave_out_what_a_group_covers)
{
    auto old
        = line({.planned = euros("100"), .secured = euros("100"), .committed = {}, .spent = euros("70")});
    old.carried.out = euros("30");
    auto next = line({.planned = euros("50"), .secured = euros("20")});
    next.year = 2010;
    next.carried.in = euros("30");
    next.cover.covered = euros("25");
    auto const totals = totals_of(std::vector{old, next}, 2010y / 7 / 1);
    EXPECT_EQ(totals.planned.known, euros("150"));
    EXPECT_EQ(totals.secured.known, euros("120"));
    EXPECT_EQ(totals.gap.known, euros("5")) << "30 as before, without what is covered";
    EXPECT_EQ(totals.covered.known, euros("25"));
    EXPECT_TRUE(totals.has_carried());
}

TEST(Totals, name_each_rule_by_which_a_forecast_was_reckoned)
{
    std::vector const lines{
        line({.committed = euros("500"), .spent = euros("10")}), line({.spent = euros("181")}),
        line({.secured = euros("7")}), line({.planned = euros("9")})};
    auto const totals = totals_of(lines, 2009y / 7 / 1);
    EXPECT_EQ(
        totals.rules,
        (std::set{ForecastRule::unknown, ForecastRule::bound, ForecastRule::rate, ForecastRule::secured}));
    EXPECT_EQ(totals.forecast, (Sum{euros("872"), 3, 1}));
    EXPECT_EQ(totals.committed, (Sum{euros("681"), 2, 2})) << "what is spent is committed";
}

}
} // namespace kommin::funding
