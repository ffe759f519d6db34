#pragma once
// SQL of stocktakings, of who is asked in them, and of the links in their letters. Every function works
// inside the caller's transaction.

#include "modules/goals/inventory/inventory.hpp"
#include "platform/access/permission.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral inventory_table{"inventories"};

// Of these owners, as Rights::where() says them, the newest first; at most `limit`.
std::vector<Inventory> list_inventories(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, int limit);
std::vector<Inventory> list_open_inventories(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, int limit);
// Of this owner alone, whose day is in that year, drafts left out; by id, at most `limit`.
std::vector<Inventory> list_inventories_of_year(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner, int year, int limit);
std::optional<Inventory> load_inventory(db::Connection& db, TenantId tenant, InventoryId id);
// `mark`: of the form; see find_inventory_by_mark().
InventoryId insert_inventory(
    db::Connection& db, TenantId tenant, Inventory const& inventory, std::string_view mark, Instant now);
std::optional<InventoryId> find_inventory_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// All of the row as the next version.
void update_inventory(db::Connection& db, TenantId tenant, Inventory const& inventory, Instant now);
std::vector<meetings::PanelId> list_inventory_fields(db::Connection& db, TenantId tenant, InventoryId id);
struct InventoryField {
    InventoryId inventory;
    meetings::PanelId panel;
};
// Of many, of each in its order.
std::vector<InventoryField> list_fields_of(
    db::Connection& db, TenantId tenant, std::vector<InventoryId> const& ids);
void update_inventory_fields(
    db::Connection& db, TenantId tenant, InventoryId id, std::vector<meetings::PanelId> const& fields);

// How many were asked and how they answered, of each.
struct InventoryCounts {
    std::int64_t asked = 0;
    std::int64_t with_entries = 0;
    std::int64_t with_nothing = 0;
    [[nodiscard]] std::int64_t open() const { return asked - with_entries - with_nothing; }
};
InventoryCounts counts_of(std::vector<InventoryRequest> const& requests);
std::map<InventoryId, InventoryCounts> count_requests(
    db::Connection& db, TenantId tenant, std::vector<InventoryId> const& ids);

// In the order in which they were added; no more than a stocktaking can have (most_requests).
std::vector<InventoryRequest> list_requests(db::Connection& db, TenantId tenant, InventoryId id);
std::optional<InventoryRequest> load_request(db::Connection& db, TenantId tenant, InventoryRequestId id);
InventoryRequestId insert_request(db::Connection& db, TenantId tenant, InventoryRequest const& request);
// Mail, language, answer, word and all days as the next version.
void update_request(db::Connection& db, TenantId tenant, InventoryRequest const& request);
void erase_request_row(db::Connection& db, TenantId tenant, InventoryRequestId id);
// Of all open stocktakings: those that were asked by letter and have not answered.
std::vector<InventoryRequest> list_unanswered_requests(db::Connection& db, TenantId tenant);
// Of open stocktakings: those of these units that have not answered; the newest first, at most `limit`.
std::vector<InventoryRequest> list_unanswered_of_units(
    db::Connection& db, TenantId tenant, std::vector<tenants::UnitId> const& units, int limit);
// Of organisations, in stocktakings that were closed before that moment, or that nobody has closed and whose
// day was before that day.
void erase_old_addresses(db::Connection& db, TenantId tenant, Instant closed_before, Date until_before);

// An entry of which a measure was made.
struct ToldEntry {
    InventoryEntryId id;
    InventoryId inventory;
    InventoryRequestId request;
    std::string inventory_title;
    std::string title;
    std::optional<PartialDate> since;
};
struct ToldEntryQuery {
    std::vector<Scope> owners; // of its stocktaking, as Rights::where() says them
    std::vector<MeasureId> measures = {}; // that were made of them …
    std::vector<InventoryEntryId> ids = {}; // … or these, where none are asked for
};
// By id; at most `limit`.
std::vector<ToldEntry> list_told_entries(
    db::Connection& db, TenantId tenant, ToldEntryQuery const& query, int limit);

struct InventoryLink {
    InventoryRequestId request;
    std::string address_mark;
};
void insert_inventory_link(
    db::Connection& db, TenantId tenant, InventoryLink const& link, std::string_view token_hash, Instant now);
// Of this stocktaking: those of whom a letter has left since it was ordered last.
std::set<InventoryRequestId> list_lettered(db::Connection& db, TenantId tenant, InventoryId id);
std::optional<InventoryLink> find_inventory_link(
    db::Connection& db, TenantId tenant, std::string_view token_hash);
void erase_links_of_inventory(db::Connection& db, TenantId tenant, InventoryId id);
// Of those whose day was before this one.
void erase_links_of_inventories_before(db::Connection& db, TenantId tenant, Date day);
void erase_links_of_request(db::Connection& db, TenantId tenant, InventoryRequestId id);

} // namespace kommin::goals
