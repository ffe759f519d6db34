#pragma once
// Money in the demonstration: what the report says of it.

#include "platform/demo/demo.hpp"

namespace kommin::funding {

// After the measures.
void load_money(demo::Demo& demo);

} // namespace kommin::funding
