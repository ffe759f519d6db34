#pragma once
// The figures of the demonstration: those that the report of 2008 counts. Nothing was reported of them.

#include "modules/goals/measures/measure.hpp"
#include "platform/demo/demo.hpp"

#include <map>
#include <string>

namespace kommin::goals {

// Of each entry of measures.json its "figures". `measures`: by their keys there.
void load_figures(demo::Demo& demo, std::map<std::string, MeasureId> const& measures);

} // namespace kommin::goals
