#pragma once
// A goal in a cell of a measure, with its weight among the measures of that goal: "L 1 Alle sprechen Deutsch
// × 3". Without one it weighs 1.

#include <cstdint>
#include <string>
#include <string_view>

namespace kommin::goals {

struct GoalInCell {
    std::string name;
    std::string weight; // digits, as typed
};
// For "×" people type "x" between blanks, or "*". What ends otherwise is all name.
GoalInCell read_goal_in_cell(std::string_view value);
std::string spelled_goal_in_cell(std::string const& name, std::int64_t weight);

} // namespace kommin::goals
