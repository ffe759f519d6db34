#pragma once
// Sums of budget lines: by year, by source, by field of action, of a whole measure.

#include "modules/funding/money/budget_line.hpp"

#include <set>
#include <span>
#include <vector>

namespace kommin::funding {

struct Totals {
    Sum planned, secured, committed, spent;
    Sum gap; // line by line: what one has too much closes no gap of another one
    Sum forecast;
    std::set<ForecastRule> rules; // by which the forecast was reckoned

    void add(BudgetLine const& line, Date today);
};
Totals totals_of(std::span<BudgetLine const> lines, Date today);
// The same line by line.
Forecast forecast_of(BudgetLine const& line, Date today);

} // namespace kommin::funding
