#pragma once
// What the module registers for measures and their figures.

#include "modules/goals/measures/api.hpp"
#include "platform/web/module.hpp"

namespace kommin::goals {

// Adds their routes, menu, search, audit trail, "Heute" and help to the module, which names their subjects
// and their permissions itself. `below`: see goals_module().
void add_measures(web::Module& module, BelowMeasure const& below);

} // namespace kommin::goals
