#pragma once
// Whom a measure reaches, as people type it: one line each, "195 Kindergärten", "rund 70 Grundschulen", "alle
// Eltern".

#include "modules/goals/measures/measure.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// A line begins with a number or with a word like "rund" and a number ("1.250" is one, "1 250" is not);
// anything else stays as it is, uncounted. Empty lines are none.
std::vector<Reach> read_reach(std::string_view lines);
// "rund 1.250 Kinder": what read_reach() reads as the same.
std::string spelled(Reach const& reach);
std::string spelled_reach(std::vector<Reach> const& reach); // one line each

} // namespace kommin::goals
