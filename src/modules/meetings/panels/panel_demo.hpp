#pragma once
// The panels of the demonstration.

#include "platform/demo/demo.hpp"

namespace kommin::meetings {

// Of the file "panels.json"; throws std::runtime_error with the first problem.
void load_panels(demo::Demo& demo);

} // namespace kommin::meetings
