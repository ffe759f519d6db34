#pragma once
// What the app wires: money of measures – budgets, programmes, applications, grants.

#include "modules/goals/measures/api.hpp"
#include "platform/web/module.hpp"

namespace kommin::funding {

web::Module funding_module();
// What the page of a measure shows of its money.
goals::BelowMeasure below_measure();

} // namespace kommin::funding
