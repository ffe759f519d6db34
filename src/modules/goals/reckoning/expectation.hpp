#pragma once
// What a figure should be on a day, if it goes as planned.

#include "platform/base/date.hpp"
#include "platform/base/decimal.hpp"
#include "platform/base/enum_names.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::goals {

// linear: the same each day. stepwise: what each agreed day says, until the next one.
enum class ExpectationRule : std::uint8_t { linear, stepwise };
inline constexpr std::array<std::string_view, 2> expectation_rule_names{"linear", "stepwise"};
inline constexpr std::array all_expectation_rules{ExpectationRule::linear, ExpectationRule::stepwise};
inline std::string_view to_text(ExpectationRule rule)
{
    return kommin::name_of(expectation_rule_names, rule);
}
inline bool from_text(std::string_view text, ExpectationRule& rule)
{
    return read_name(expectation_rule_names, text, rule);
}

struct AgreedValue {
    Date on;
    Decimal value;
    friend bool operator==(AgreedValue const&, AgreedValue const&) = default;
};

// The planned way of one figure. `from` is before `until`; `steps` lie between both, each later than the one
// before and no further from the target. Of a target that adds to what there was (20 more day-care centres),
// baseline is 0 and the values are what was added: units are never mixed.
struct PlannedWay {
    Date from; // the day of the baseline
    Decimal baseline;
    Decimal target;
    std::optional<Date> until = {}; // the deadline; nothing: nobody has set one
    ExpectationRule rule = ExpectationRule::linear;
    std::vector<AgreedValue> steps = {}; // only of stepwise
};

// Up to `from` the baseline, from `until` on the target. Linear: by days, rounded to a ten-thousandth.
// Nothing without a deadline.
std::optional<Decimal> expected_on(PlannedWay const& way, Date day);

} // namespace kommin::goals
