#include "modules/funding/money/totals.hpp"

namespace kommin::funding {

Forecast forecast_of(BudgetLine const& line, Date today)
{
    return forecast_of(line.counted(), line.year, line.as_of, today);
}

void Totals::add(BudgetLine const& line, Date today)
{
    auto const counted = line.counted();
    planned.add(counted.planned);
    secured.add(counted.secured);
    committed.add(bound_of(counted));
    spent.add(counted.spent);
    gap.add(line.open_gap());
    carried_in.add(line.carried.in);
    carried_out.add(line.carried.out);
    covered.add(line.cover.covered);
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
