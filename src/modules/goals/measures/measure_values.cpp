#include "modules/goals/measures/measure_values.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"

#include <ranges>
#include <utility>

namespace kommin::goals {

namespace {

constexpr std::string_view account_word = "account:"; // as Actor::code() says it
constexpr std::size_t lines_of_risk = 8;
constexpr std::size_t lines_of_task = 6;

std::string spelled_day(std::optional<Date> const& day)
{
    return day ? typed_spelling(*day) : std::string{};
}

}

std::string code_of_account(std::optional<std::int64_t> account)
{
    return account ? std::string(account_word) + std::to_string(*account) : std::string{};
}

std::optional<std::int64_t> account_of_code(std::string_view code)
{
    if (!code.starts_with(account_word))
        return std::nullopt;
    auto const number = parse_number(code.substr(account_word.size()));
    return number && *number > 0 ? number : std::nullopt;
}

std::string risk_value(Risk const& one)
{
    std::string value = one.title;
    for (auto const& line :
         {std::string(to_text(one.probability)), std::string(to_text(one.damage)),
          std::string(to_text(one.state)), one.unit ? std::to_string(one.unit->value) : std::string{},
          one.office, typed_spelling(one.checked_on), one.response})
        value += '\n' + line;
    return value;
}

std::optional<Risk> read_risk_value(std::string_view value)
{
    auto const lines = split(value, '\n');
    if (lines.size() < lines_of_risk)
        return std::nullopt;
    auto const probability = enum_from<Grade>(lines[1]);
    auto const damage = enum_from<Grade>(lines[2]);
    auto const state = enum_from<RiskState>(lines[3]);
    auto const checked_on = parse_typed_date(lines[6]);
    if (!probability || !damage || !state || !checked_on)
        return std::nullopt;
    Risk one;
    one.title = lines[0];
    one.probability = *probability;
    one.damage = *damage;
    one.state = *state;
    if (auto const unit = parse_number(lines[4]); unit && *unit > 0)
        one.unit = tenants::UnitId{*unit};
    one.office = lines[5];
    one.checked_on = *checked_on;
    one.response = lines[7]; // of several lines, to the end
    for (auto const& more : lines | std::views::drop(lines_of_risk))
        (one.response += '\n') += more;
    return one;
}

std::string measure_task_value(MeasureTask const& one)
{
    std::string value = one.title;
    for (auto const& line :
         {code_of_account(one.account), one.who, spelled_day(one.due), spelled_day(one.done_on), one.remark})
        value += '\n' + line;
    return value;
}

std::optional<MeasureTask> read_measure_task_value(std::string_view value)
{
    auto const lines = split(value, '\n');
    if (lines.size() != lines_of_task)
        return std::nullopt;
    MeasureTask one;
    one.title = lines[0];
    one.account = account_of_code(lines[1]);
    one.who = lines[2];
    one.due = parse_typed_date(lines[3]);
    one.done_on = parse_typed_date(lines[4]);
    one.remark = lines[5];
    return one;
}

} // namespace kommin::goals
