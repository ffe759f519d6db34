#include "modules/goals/inventory/inventory_rights.hpp"

#include "modules/goals/goals/permissions.hpp"
#include "platform/base/text.hpp"
#include "platform/identity/account_store.hpp"

#include <algorithm>

namespace kommin::goals {

std::vector<tenants::UnitId> list_own_units(db::Connection& db, TenantId tenant, Actor const& actor)
{
    std::vector<tenants::UnitId> own;
    auto const account = actor.kind() == Actor::Kind::account
        ? identity::find_account(db, tenant, identity::AccountId{actor.id()})
        : std::nullopt;
    if (!account || account->email.empty())
        return own;
    auto const mail = ascii_lower(account->email);
    for (auto const& unit : tenants::list_units(db, tenant)) {
        if (ascii_lower(unit.mail) == mail)
            own.push_back(unit.id);
    }
    return own;
}

bool may_answer_for(
    db::Connection& db, TenantId tenant, Actor const& actor, Inventory const& inventory,
    InventoryRequest const& request)
{
    auto const owner = inventory.owner();
    if (!actor.may(answer_inventories, owner))
        return false;
    if (actor.may(edit_inventories, owner))
        return true;
    auto const own = request.unit ? list_own_units(db, tenant, actor) : std::vector<tenants::UnitId>{};
    return request.unit && std::ranges::find(own, *request.unit) != own.end();
}

} // namespace kommin::goals
