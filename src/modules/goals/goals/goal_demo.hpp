#pragma once
// The goals of the demonstration and what was resolved about them: as the report of 2008 names them, without
// a text that it does not give.

#include "platform/demo/demo.hpp"

namespace kommin::goals {

void load_goals(demo::Demo& demo);

} // namespace kommin::goals
