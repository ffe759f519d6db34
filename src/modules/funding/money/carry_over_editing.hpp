#pragma once
// Carrying what a budget line has not spent into the next year, and taking that back: both count at once, for
// both lines, and stand in the history of both. The rule is in modules/funding/reckoning/carry_over.hpp.

#include "modules/funding/money/budget_editing.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace kommin::funding {

namespace carry_field {
inline constexpr std::string_view amount = "amount";
inline constexpr std::string_view into = "into"; // the number of a line, or `new_line`
inline constexpr std::string_view carried_on = "carried_on";
inline constexpr std::string_view reason = "reason";
} // namespace carry_field
inline constexpr std::string_view new_line = "neu";
inline constexpr std::array all_carry_fields{
    web::FormField{carry_field::amount, "budget.carry.field.amount"_msg},
    web::FormField{carry_field::into, "budget.carry.field.into"_msg},
    web::FormField{carry_field::carried_on, "budget.carry.field.carried_on"_msg},
    web::FormField{carry_field::reason, "budget.carry.field.reason"_msg}};

// All that is left of the line, into the only line that fits or a new one, today.
records::Fields form_of_carry_over(BudgetLine const& line, std::vector<BudgetLine> const& next, Date today);
// Why no amount at all can go on, before anybody types one. The year must be over: before, nobody knows what
// is left.
std::optional<Problem> why_nothing_goes_on(BudgetLine const& from, Date today);
// Everything that stands in the way and can be said without a look at other lines.
std::vector<Problem> problems_of_carry_over(
    records::Fields const& fields, BudgetLine const& from, Date today);

// Says whether that is new: the same form sent twice carries once. A new line of the next year begins with
// nothing planned and nothing secured but what is carried. Problems: not_found without the right; what
// problems_of_carry_over() finds; "into" where that line does not fit, or where nobody knows what is planned
// and secured on it; a conflict where somebody has changed the line meanwhile.
Result<bool> carry_over(Work& work, BudgetLineVersion const& seen, records::Fields const& typed);
// Says whether anything was carried. Problems: not_found without the right; without a field where the money
// has been carried on or spent since; a conflict where somebody has changed the line meanwhile.
Result<bool> take_back_carry_over(Work& work, BudgetLineVersion const& seen);

} // namespace kommin::funding
