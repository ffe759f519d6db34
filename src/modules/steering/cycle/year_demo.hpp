#pragma once
// The years of the demonstration: what the report of 2008 says of the steering group's tasks, and no more.

#include "platform/demo/demo.hpp"

namespace kommin::steering {

void load_years(demo::Demo& demo);

} // namespace kommin::steering
