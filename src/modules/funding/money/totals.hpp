#pragma once
// Sums of budget lines: by year, by source, by field of action, of a whole measure.

#include "modules/funding/money/budget_line.hpp"

#include <set>
#include <span>
#include <vector>

namespace kommin::funding {

struct Totals {
    Sum planned, secured, committed, spent;
    // Line by line: what one has too much closes a gap of another one only where they cover each other.
    Sum gap;
    Sum carried_in, carried_out; // counted in planned and secured already, without what went on
    Sum covered; // of gaps, by lines of the same group; not a part of the gap
    Sum forecast;
    std::set<ForecastRule> rules; // by which the forecast was reckoned

    void add(BudgetLine const& line, Date today);
    [[nodiscard]] bool has_carried() const
    {
        return carried_in.known > Money{} || carried_out.known > Money{};
    }
};
Totals totals_of(std::span<BudgetLine const> lines, Date today);
// The same line by line.
Forecast forecast_of(BudgetLine const& line, Date today);

} // namespace kommin::funding
