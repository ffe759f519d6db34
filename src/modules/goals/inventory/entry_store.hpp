#pragma once
// SQL of what units and organisations have said. Every function works inside the caller's transaction.

#include "modules/goals/inventory/inventory.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::goals {

inline constexpr db::SqlLiteral entry_table{"inventory_entries"};

// Of a request, in the order in which they were said, with their places. No more than most_entries.
std::vector<InventoryEntry> list_entries_of_request(
    db::Connection& db, TenantId tenant, InventoryRequestId request);
struct EntryQuery {
    InventoryId inventory;
    std::optional<meetings::PanelId> panel = {};
    std::optional<tenants::BodyId> place = {}; // there, or everywhere
};
// Of a stocktaking, by field of action, with their places: `limit` of them behind `offset`.
std::vector<InventoryEntry> list_entries(
    db::Connection& db, TenantId tenant, EntryQuery const& query, int limit, std::int64_t offset = 0);
std::int64_t count_entries(db::Connection& db, TenantId tenant, EntryQuery const& query);
struct EntriesOfField {
    InventoryId inventory;
    meetings::PanelId panel;
    EntryKind kind;
    std::int64_t count;
};
// How many there are of these stocktakings, those of which a measure was made among them.
std::vector<EntriesOfField> count_entries_by_field(
    db::Connection& db, TenantId tenant, std::vector<InventoryId> const& ids);
// Where each of them is; one that is everywhere is not in it.
std::map<InventoryEntryId, std::vector<tenants::BodyId>> list_places_of(
    db::Connection& db, TenantId tenant, std::vector<InventoryEntryId> const& ids);
std::optional<InventoryEntry> load_entry(db::Connection& db, TenantId tenant, InventoryEntryId id);
bool has_entries_of_field(
    db::Connection& db, TenantId tenant, InventoryId inventory, meetings::PanelId panel);
InventoryEntryId insert_entry(
    db::Connection& db, TenantId tenant, InventoryEntry const& entry, std::string_view mark, Instant now);
std::optional<InventoryEntryId> find_entry_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark);
// All of the row with its places as the next version.
void update_entry(db::Connection& db, TenantId tenant, InventoryEntry const& entry, Instant now);
// Those that say it to hold on stand by themselves then.
void erase_entry_row(db::Connection& db, TenantId tenant, InventoryEntryId id);
// Those of the request before that none of this request says to hold on, in their order.
std::vector<InventoryEntry> list_former_entries(
    db::Connection& db, TenantId tenant, InventoryRequest const& request);

} // namespace kommin::goals
