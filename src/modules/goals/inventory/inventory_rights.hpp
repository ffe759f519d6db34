#pragma once
// Who answers for whom: the office for all, anybody else for the own unit.

#include "modules/goals/inventory/inventory.hpp"
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"

#include <vector>

namespace kommin::goals {

// The units whose mailbox is the address of this actor's account.
std::vector<tenants::UnitId> list_own_units(db::Connection& db, TenantId tenant, Actor const& actor);
bool may_answer_for(
    db::Connection& db, TenantId tenant, Actor const& actor, Inventory const& inventory,
    InventoryRequest const& request);

} // namespace kommin::goals
