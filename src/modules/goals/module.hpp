#pragma once
// What the app wires: what the district wants, what it does for it, and whether that works.

#include "modules/goals/inventory/inventory_letters.hpp"
#include "platform/web/module.hpp"

namespace kommin::goals {

// What the app brings along.
struct GoalsCare {
    InventoryCare inventories;
};
web::Module goals_module(GoalsCare const& care);

} // namespace kommin::goals
