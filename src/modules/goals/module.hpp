#pragma once
// What the app wires: what the district wants, what it does for it, and whether that works.

#include "platform/web/module.hpp"

namespace kommin::goals {

web::Module goals_module();

} // namespace kommin::goals
