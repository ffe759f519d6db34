#include "modules/goals/tables/goal_in_cell.hpp"

#include "platform/base/text.hpp"

#include <array>

namespace kommin::goals {

GoalInCell read_goal_in_cell(std::string_view value)
{
    constexpr std::array<std::string_view, 4> signs{"×", " x ", " X ", "*"};
    for (auto const sign : signs) {
        auto const place = value.rfind(sign);
        if (place == std::string_view::npos)
            continue;
        auto const weight = trim(value.substr(place + sign.size()));
        if (!weight.empty() && weight.find_first_not_of("0123456789") == std::string_view::npos)
            return {.name = std::string(trim(value.substr(0, place))), .weight = std::string(weight)};
    }
    return {.name = std::string(trim(value)), .weight = "1"};
}

std::string spelled_goal_in_cell(std::string const& name, std::int64_t weight)
{
    return weight == 1 ? name : name + " × " + std::to_string(weight);
}

} // namespace kommin::goals
