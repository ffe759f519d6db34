#pragma once
// The goals of the demonstration and what was resolved about them.

#include "platform/demo/demo.hpp"

namespace kommin::goals {

// Of the files "goals.json" and "resolutions.json": panels, meetings and recommendations must be loaded
// before. Throws std::runtime_error with the first problem, also for a word that nobody reads.
void load_goals(demo::Demo& demo);

} // namespace kommin::goals
