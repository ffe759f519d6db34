#include "modules/funding/reckoning/budget.hpp"

#include <algorithm>
#include <chrono>

namespace kommin::funding {

namespace {

__extension__ using Wide = __int128;

// What so many days of the year have cost, for all of it; rounded up.
Money for_whole_year(Money spent, std::int64_t days, std::int64_t days_of_year)
{
    auto const product = static_cast<Wide>(spent.cents) * days_of_year;
    return {static_cast<std::int64_t>((product + days - 1) / days)};
}

}

std::optional<Money> gap_of(Amounts const& amounts)
{
    if (!amounts.planned)
        return std::nullopt;
    return std::max(*amounts.planned - amounts.secured.value_or(Money{}), Money{});
}

std::optional<Money> bound_of(Amounts const& amounts)
{
    if (!amounts.committed || !amounts.spent)
        return amounts.committed ? amounts.committed : amounts.spent;
    return std::max(*amounts.committed, *amounts.spent);
}

Forecast forecast_of(Amounts const& amounts, int year, Date as_of, Date today)
{
    using namespace std::chrono;
    auto const forecast = [](std::optional<Money> amount, ForecastRule rule) {
        return amount ? Forecast{amount, rule} : Forecast{};
    };
    auto const this_year = std::chrono::year(year);
    if (today.year() > this_year)
        return forecast(amounts.spent, ForecastRule::closed);
    if (today.year() < this_year)
        return forecast(amounts.secured, ForecastRule::secured);
    auto const bound = bound_of(amounts);
    if (!bound)
        return forecast(amounts.secured, ForecastRule::secured);
    auto const first = sys_days(this_year / January / 1);
    auto const days_of_year = (sys_days(this_year / December / 31) - first).count() + 1;
    auto const days = std::min<std::int64_t>((sys_days(as_of) - first).count() + 1, days_of_year);
    if (amounts.spent && days >= days_before_rate) {
        auto const rate = for_whole_year(*amounts.spent, days, days_of_year);
        if (rate > *bound)
            return {rate, ForecastRule::rate};
    }
    return {bound, ForecastRule::bound};
}

} // namespace kommin::funding
