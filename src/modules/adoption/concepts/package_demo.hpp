#pragma once
// The package of the demonstration: the concept that the Kreis has by then, and the advice about taking it
// over. Nobody has written down which words Lünen took over: nothing is taken over in its name. Where the
// folder has a file "packages.json", which is invented, a municipality takes over from it, and the Kreis
// gives out another version.

#include "modules/adoption/concepts/adopting.hpp"
#include "modules/adoption/concepts/package_desk.hpp"
#include "platform/demo/demo.hpp"

namespace kommin::adoption {

// Throws std::runtime_error with the first problem, also for a word that nobody reads.
void load_packages(demo::Demo& demo, SigningKey const& key, AdoptionRules const& rules);

} // namespace kommin::adoption
