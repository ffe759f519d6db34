#pragma once
// The figures of the demonstration: those that the report of 2008 counts. Nothing was reported of them.

#include "platform/demo/demo.hpp"

namespace kommin::goals {

// After the measures: of each entry of measures.json its "figures".
void load_figures(demo::Demo& demo);

} // namespace kommin::goals
