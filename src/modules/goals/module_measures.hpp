#pragma once
// What the module registers for measures.

#include "modules/goals/measures/measure_desk.hpp"
#include "platform/web/module.hpp"

namespace kommin::goals {

// Adds routes, menu, search, audit trail, "Heute" and help of measures to the module, which names their
// subject and their permissions itself. `shown`: what the other parts of the module show on their pages.
void add_measures(web::Module& module, ShownOfMeasures const& shown);

} // namespace kommin::goals
