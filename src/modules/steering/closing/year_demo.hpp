#pragma once
// The years of the demonstration, with their steps, what they weigh, what was evaluated, and those that are
// closed.

#include "modules/steering/closing/state_of_year.hpp"
#include "platform/demo/demo.hpp"

namespace kommin::steering {

// Of the file "years.json", in its order: panels, meetings with their minutes, goals, measures and their
// money must be loaded before. A year that is closed is closed as at the desk, and what the next one says is
// not in it. Throws std::runtime_error with the first problem, also for a word that nobody reads.
void load_years(demo::Demo& demo, MoneyOfYear const& money);

} // namespace kommin::steering
