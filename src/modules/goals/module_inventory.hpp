#pragma once
// What the module registers for stocktakings.

#include "modules/goals/inventory/inventory_letters.hpp"
#include "platform/web/module.hpp"

namespace kommin::goals {

// Adds their routes, jobs, menu, audit trail, "Heute" and help to the module, which names their subjects and
// their permissions itself.
void add_inventories(web::Module& module, InventoryCare const& care);

} // namespace kommin::goals
