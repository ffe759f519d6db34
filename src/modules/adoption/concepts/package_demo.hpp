#pragma once
// The package of the demonstration: the concept that the Kreis has by then, and the advice about taking it
// over. Nobody has written down which words Lünen took over: nothing is taken over in its name.

#include "modules/adoption/concepts/package_desk.hpp"
#include "platform/demo/demo.hpp"

namespace kommin::adoption {

void load_packages(demo::Demo& demo, SigningKey const& key);

} // namespace kommin::adoption
