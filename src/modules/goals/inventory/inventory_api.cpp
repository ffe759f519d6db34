#include "modules/goals/inventory/api.hpp"
#include "modules/goals/inventory/entry_store.hpp"
#include "modules/goals/inventory/inventory_store.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace kommin::goals {

std::vector<CountedInventory> list_counted_inventories(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner, int year)
{
    auto inventories = list_inventories_of_year(db, tenant, owner, year, most_counted_inventories);
    std::vector<InventoryId> ids;
    std::ranges::transform(inventories, std::back_inserter(ids), &Inventory::id);
    auto const counts = count_requests(db, tenant, ids);
    std::map<InventoryId, std::vector<CountedField>> fields;
    for (auto const& one : list_fields_of(db, tenant, ids))
        fields[one.inventory].push_back({.panel = one.panel});
    for (auto const& one : count_entries_by_field(db, tenant, ids)) {
        auto& of = fields[one.inventory];
        auto const found = std::ranges::find(of, one.panel, &CountedField::panel);
        if (found != of.end()) // it was asked about: entries of other fields are refused
            (one.kind == EntryKind::measure ? found->measures : found->structures) += one.count;
    }
    std::vector<CountedInventory> counted;
    for (auto& one : inventories) {
        CountedInventory of{
            .id = one.id,
            .title = std::move(one.title),
            .until = one.until,
            .state = one.state,
            .fields = std::move(fields[one.id])};
        if (auto const answers = counts.find(one.id); answers != counts.end()) {
            of.asked = answers->second.asked;
            of.with_entries = answers->second.with_entries;
            of.with_nothing = answers->second.with_nothing;
        }
        counted.push_back(std::move(of));
    }
    return counted;
}

} // namespace kommin::goals
