#pragma once
// What the app wires: what the district wants, what it does for it, and whether that works.

#include "modules/goals/measures/taken_up_records.hpp" // what the module of recommendations is handed
#include "platform/web/module.hpp"

namespace kommin::goals {

web::Module goals_module();

} // namespace kommin::goals
