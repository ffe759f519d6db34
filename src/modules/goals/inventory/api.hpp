#pragma once
// What other modules may know of stocktakings: who was asked, and how much there is already. No word of an
// answer, since that can be taken out of it later (docs/adr/0093).

#include "modules/goals/inventory/inventory.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::goals {

struct CountedField {
    meetings::PanelId panel; // a field of action that was asked about
    std::int64_t structures = 0;
    std::int64_t measures = 0;
};
struct CountedInventory {
    InventoryId id;
    std::string title;
    std::optional<Date> until;
    InventoryState state = InventoryState::open;
    std::int64_t asked = 0;
    std::int64_t with_entries = 0;
    std::int64_t with_nothing = 0;
    std::vector<CountedField> fields; // in its order
};
inline constexpr int most_counted_inventories = 200; // more than anybody runs in a year
// Those of this owner, the Kreis or a municipality, whose day is in that year and that are no drafts, by id;
// at most so many. In four queries.
std::vector<CountedInventory> list_counted_inventories(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner, int year);

} // namespace kommin::goals
