#pragma once
// The translations of what the demonstration shows of goals and measures.

#include "platform/demo/demo.hpp"

namespace kommin::goals {

// Of the files "translations/goals.uk.json" …, as those of the conference are (demo/README.md); after all
// else of goals has been loaded. Once more: nothing changes. Throws std::runtime_error where a file
// translates what is not there, or leaves something out.
void load_goal_translations(demo::Demo& demo);

} // namespace kommin::goals
