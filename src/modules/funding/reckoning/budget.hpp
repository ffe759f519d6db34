#pragma once
// What the amounts of a budget line mean together: what is still missing, and what the year will have cost
// (docs/adr/0091).

#include "modules/funding/reckoning/sums.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kommin::funding {

struct Amounts {
    std::optional<Money> planned = {};
    std::optional<Money> secured = {}; // by a budget that was passed or a notice that has come
    std::optional<Money> committed = {}; // by an order or a contract, what is spent of it included
    std::optional<Money> spent = {};
    friend bool operator==(Amounts const&, Amounts const&) = default;
};

// How much of what is planned is not secured; nothing where nobody has planned anything. What is secured
// above the plan closes no other gap.
std::optional<Money> gap_of(Amounts const& amounts);
// What is committed, at least what is spent; nothing where neither is known.
std::optional<Money> bound_of(Amounts const& amounts);

// By what a forecast was reckoned: each has a sentence that is printed beside it.
// closed: the year is over, what was spent. bound: what is committed. rate: what was spent so far, for the
// whole year. secured: nothing is committed or spent yet, or the year has not begun.
enum class ForecastRule : std::uint8_t { unknown, closed, bound, rate, secured };
inline constexpr std::array<std::string_view, 5> forecast_rule_names{
    "unknown", "closed", "bound", "rate", "secured"};
inline std::string_view to_text(ForecastRule rule)
{
    return kommin::name_of(forecast_rule_names, rule);
}
struct Forecast {
    std::optional<Money> amount = {}; // nothing: unknown
    ForecastRule rule = ForecastRule::unknown;
    friend bool operator==(Forecast const&, Forecast const&) = default;
};
// Earlier in its year than this the rate says more of the first bill than of the year.
inline constexpr int days_before_rate = 90;
// What the year will have cost. `as_of`: the day of the amounts; the rate is that of the days until then, the
// larger one of rate and bound counts, rounded up to the cent. `today`: whether the year is over.
Forecast forecast_of(Amounts const& amounts, int year, Date as_of, Date today);

} // namespace kommin::funding
