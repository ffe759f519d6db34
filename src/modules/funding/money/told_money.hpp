#pragma once
// What a story tells of money beyond the facts of the demonstration: sums and steps of applications, and
// budgets of measures.

#include "platform/demo/demo.hpp"

namespace kommin::funding {

// After the facts, whose applications and lines it tells otherwise; what they do not have it adds. Of a
// district that is one story as a whole all is told by its files. Throws std::runtime_error with the first
// problem, also for a word that nobody reads.
void tell_money(demo::Demo& demo);

} // namespace kommin::funding
