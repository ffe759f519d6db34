#pragma once
// What the app wires: what the district wants, what it does for it, and whether that works.

#include "modules/goals/measures/api.hpp"
#include "platform/web/module.hpp"

namespace kommin::goals {

// `below_measure`: what modules above this one show on the page of a measure; may be empty.
web::Module goals_module(BelowMeasure const& below_measure);

} // namespace kommin::goals
