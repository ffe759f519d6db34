#pragma once
// The log of advice of the demonstration: what the report tells of it.

#include "platform/demo/demo.hpp"

namespace kommin::meetings {

void load_advice(demo::Demo& demo);

} // namespace kommin::meetings
