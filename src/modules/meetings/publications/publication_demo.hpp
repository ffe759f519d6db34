#pragma once
// The publications of the demonstration: those that the report names.

#include "platform/demo/demo.hpp"

namespace kommin::meetings {

void load_publications(demo::Demo& demo);

} // namespace kommin::meetings
