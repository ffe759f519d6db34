#pragma once
// The stocktaking of the demonstration: as the report of 2008 names it among the tasks of the steering group,
// a draft without a day and without answers, which it does not give.

#include "platform/demo/demo.hpp"

namespace kommin::goals {

void load_inventories(demo::Demo& demo);

} // namespace kommin::goals
