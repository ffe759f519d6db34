#include "modules/goals/reckoning/expectation.hpp"

#include <chrono>

namespace kommin::goals {

namespace {

std::int64_t days_between(Date from, Date until)
{
    return (std::chrono::sys_days{until} - std::chrono::sys_days{from}).count();
}

Decimal agreed_on(PlannedWay const& way, Date day)
{
    auto value = way.baseline;
    for (auto const& step : way.steps) {
        if (step.on > day)
            break;
        value = step.value;
    }
    return value;
}

} // namespace

std::optional<Decimal> expected_on(PlannedWay const& way, Date day)
{
    if (!way.until)
        return std::nullopt;
    if (day >= *way.until)
        return way.target;
    if (day <= way.from)
        return way.baseline;
    if (way.rule == ExpectationRule::stepwise)
        return agreed_on(way, day);
    auto const change = (way.target - way.baseline).scaled;
    return way.baseline
        + Decimal{scale(change, days_between(way.from, day), days_between(way.from, *way.until))};
}

} // namespace kommin::goals
