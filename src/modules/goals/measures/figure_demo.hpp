#pragma once
// The figures of the demonstration: those that the report of 2008 counts. What was reported of them is told
// by a story only.

#include "modules/goals/measures/figure.hpp"
#include "platform/demo/demo.hpp"

#include <map>
#include <string>

namespace kommin::goals {

// By the key of their measure and their own name: "m1 Fortbildungen".
using LoadedFigures = std::map<std::string, FigureId>;

// Of each entry of measures.json its "figures". `measures`: by their keys there.
LoadedFigures load_figures(demo::Demo& demo, std::map<std::string, MeasureId> const& measures);

} // namespace kommin::goals
