#pragma once
// SQL of what is counted where something is missing: of entries and measures only what the matrix shows.
// Every function works inside the caller's transaction.

#include "modules/goals/inventory/inventory.hpp"
#include "platform/access/permission.hpp"
#include "platform/db/connection.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::goals {

struct CountedEntry {
    InventoryEntryId id;
    InventoryRequestId request;
    meetings::PanelId panel;
    std::string title, audience;
};
// Of which no measure was made, in the order of their fields; at most `limit`.
std::vector<CountedEntry> list_counted_entries(
    db::Connection& db, TenantId tenant, InventoryId inventory, int limit);

struct CountedMeasure {
    MeasureId id;
    std::optional<tenants::BodyId> body;
    meetings::PanelId panel;
    std::string number, title, audience;
    std::optional<tenants::UnitId> unit;
    std::string office;
};
// Of these owners and in these fields, planned, waiting or running; at most `limit`.
std::vector<CountedMeasure> list_counted_measures(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners,
    std::vector<meetings::PanelId> const& fields, int limit);

} // namespace kommin::goals
