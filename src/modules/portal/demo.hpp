#pragma once
// The portal of the demonstration.

#include "platform/demo/demo.hpp"

namespace kommin::portal {

// 100 real institutions as unconfirmed sample entries, invented examples dated relative to the day of
// loading, information pages, introductions of the municipalities, and their translations.
void load_demo(demo::Demo& demo);

} // namespace kommin::portal
