#pragma once
// The stocktakings of the demonstration, with what units have answered.

#include "platform/demo/demo.hpp"

namespace kommin::goals {

// Of the file "inventories.json": a draft, or one that is opened and asks units by their keys. No letter
// leaves: units of a demonstration have no mailbox. Panels must be loaded before. Throws std::runtime_error
// with the first problem, also for a word that nobody reads.
void load_inventories(demo::Demo& demo);

} // namespace kommin::goals
