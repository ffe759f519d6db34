#include "modules/funding/money/totals.hpp"

namespace kommin::funding {

Forecast forecast_of(BudgetLine const& line, Date today)
{
    return forecast_of(line.amounts, line.year, line.as_of, today);
}

void Totals::add(BudgetLine const& line, Date today)
{
    planned.add(line.amounts.planned);
    secured.add(line.amounts.secured);
    committed.add(bound_of(line.amounts));
    spent.add(line.amounts.spent);
    gap.add(gap_of(line.amounts));
    auto const expected = forecast_of(line, today);
    forecast.add(expected.amount);
    rules.insert(expected.rule);
}

Totals totals_of(std::span<BudgetLine const> lines, Date today)
{
    Totals totals;
    for (auto const& line : lines)
        totals.add(line, today);
    return totals;
}

} // namespace kommin::funding
