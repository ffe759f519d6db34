#pragma once
// The measures of the demonstration: those that the report names.

#include "modules/goals/measures/measure.hpp"
#include "platform/demo/demo.hpp"

#include <map>
#include <string>

namespace kommin::goals {

// Of the file "measures.json", by their keys there. Each serves the guiding goals of the Kreis in its field
// of action: panels and goals must be loaded before. Throws std::runtime_error with the first problem.
std::map<std::string, MeasureId> load_measures(demo::Demo& demo);

} // namespace kommin::goals
