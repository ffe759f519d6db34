#pragma once
// Money in the demonstration: programmes with their calls, applications, grants, and budgets of measures with
// what they cover of each other and carry into the next year.

#include "platform/demo/demo.hpp"

namespace kommin::funding {

// Of the file "funding.json", after the measures. Throws std::runtime_error with the first problem, also for
// a word that nobody reads.
void load_money(demo::Demo& demo);

} // namespace kommin::funding
