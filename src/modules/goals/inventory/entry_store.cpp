#include "modules/goals/inventory/entry_store.hpp"

#include <map>
#include <string>
#include <utility>

namespace kommin::goals {

namespace {

constexpr db::SqlLiteral entry_columns{
    "SELECT id, inventory_id, request_id, panel_id, kind, title, text, audience, since, reach, contact,"
    " measure_id, former_id, version, changed_at FROM inventory_entries WHERE tenant_id = ?"};

// As it lies in the table.
struct EntryRow {
    InventoryEntryId id;
    InventoryId inventory;
    InventoryRequestId request;
    meetings::PanelId panel;
    EntryKind kind;
    std::string title, text, audience;
    std::optional<PartialDate> since;
    std::string reach, contact;
    std::optional<MeasureId> measure;
    std::optional<InventoryEntryId> former;
    std::int64_t version;
    Instant changed_at;
};

using Places = std::map<InventoryEntryId, std::vector<tenants::BodyId>>;
struct PlaceRow {
    InventoryEntryId entry;
    tenants::BodyId body;
};

Places places_from(std::vector<PlaceRow> const& rows)
{
    Places of;
    for (auto const& row : rows)
        of[row.entry].push_back(row.body);
    return of;
}

std::vector<InventoryEntry> entries_of(std::vector<EntryRow> rows)
{
    std::vector<InventoryEntry> found;
    for (auto& row : rows) {
        InventoryEntry one;
        one.id = row.id;
        one.inventory = row.inventory;
        one.request = row.request;
        one.panel = row.panel;
        one.kind = row.kind;
        one.title = std::move(row.title);
        one.text = std::move(row.text);
        one.audience = std::move(row.audience);
        one.since = row.since;
        one.reach = std::move(row.reach);
        one.contact = std::move(row.contact);
        one.measure = row.measure;
        one.former = row.former;
        one.version = row.version;
        one.changed_at = row.changed_at;
        found.push_back(std::move(one));
    }
    return found;
}

void put_places(std::vector<InventoryEntry>& entries, Places of)
{
    for (auto& one : entries) {
        if (auto const at = of.find(one.id); at != of.end())
            one.places = std::move(at->second);
    }
}

// `places`: a query of the places of the same entries.
std::vector<InventoryEntry> list_with_places(
    db::Connection& db, db::Query const& entries, db::Query const& places)
{
    auto found = entries_of(db.list<EntryRow>(entries));
    put_places(found, places_from(db.list<PlaceRow>(places)));
    return found;
}

void add_conditions_of_entries(db::Query& sql, EntryQuery const& query)
{
    sql.add(" AND inventory_id = ?", query.inventory);
    if (query.panel)
        sql.add(" AND panel_id = ?", *query.panel);
    if (query.place)
        sql.add(
            " AND (EXISTS (SELECT 1 FROM inventory_places p WHERE p.entry_id = inventory_entries.id AND"
            " p.body_id = ?) OR NOT EXISTS (SELECT 1 FROM inventory_places p WHERE"
            " p.entry_id = inventory_entries.id))",
            *query.place);
}

void insert_places(
    db::Connection& db, TenantId tenant, InventoryEntryId id, std::vector<tenants::BodyId> const& places)
{
    std::int64_t position = 0;
    for (auto const place : places)
        db.execute(
            "INSERT INTO inventory_places (tenant_id, entry_id, body_id, position) VALUES (?, ?, ?, ?)",
            tenant, id, place, position++);
}

constexpr db::SqlLiteral place_columns{
    "SELECT p.entry_id, p.body_id FROM inventory_places p JOIN inventory_entries e ON e.id = p.entry_id"
    " WHERE p.tenant_id = ?"};

}

std::vector<InventoryEntry> list_entries_of_request(
    db::Connection& db, TenantId tenant, InventoryRequestId request)
{
    return list_with_places(
        db, db::Query(entry_columns, tenant).add(" AND request_id = ? ORDER BY id", request),
        db::Query(place_columns, tenant).add(" AND e.request_id = ? ORDER BY p.position", request));
}

std::vector<InventoryEntry> list_entries(
    db::Connection& db, TenantId tenant, EntryQuery const& query, int limit, std::int64_t offset)
{
    db::Query sql(entry_columns, tenant);
    add_conditions_of_entries(sql, query);
    sql.add(" ORDER BY panel_id, id LIMIT ? OFFSET ?", limit, offset);
    auto found = entries_of(db.list<EntryRow>(sql));
    std::vector<InventoryEntryId> ids;
    for (auto const& one : found)
        ids.push_back(one.id);
    put_places(found, list_places_of(db, tenant, ids));
    return found;
}

std::int64_t count_entries(db::Connection& db, TenantId tenant, EntryQuery const& query)
{
    db::Query sql("SELECT COUNT(*) FROM inventory_entries WHERE tenant_id = ?", tenant);
    add_conditions_of_entries(sql, query);
    return db.list<std::int64_t>(sql).front();
}

std::vector<EntriesOfField> count_entries_by_field(
    db::Connection& db, TenantId tenant, std::vector<InventoryId> const& ids)
{
    if (ids.empty())
        return {};
    db::Query sql(
        "SELECT inventory_id, panel_id, kind, COUNT(*) FROM inventory_entries WHERE tenant_id = ?", tenant);
    return db.list<EntriesOfField>(
        sql.add_any_of("inventory_id", ids).add(" GROUP BY inventory_id, panel_id, kind"));
}

std::map<InventoryEntryId, std::vector<tenants::BodyId>> list_places_of(
    db::Connection& db, TenantId tenant, std::vector<InventoryEntryId> const& ids)
{
    if (ids.empty())
        return {};
    db::Query sql("SELECT entry_id, body_id FROM inventory_places WHERE tenant_id = ?", tenant);
    sql.add_any_of("entry_id", ids).add(" ORDER BY position");
    return places_from(db.list<PlaceRow>(sql));
}

std::optional<InventoryEntry> load_entry(db::Connection& db, TenantId tenant, InventoryEntryId id)
{
    auto found = list_with_places(
        db, db::Query(entry_columns, tenant).add(" AND id = ?", id),
        db::Query(place_columns, tenant).add(" AND e.id = ? ORDER BY p.position", id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

bool has_entries_of_field(db::Connection& db, TenantId tenant, InventoryId inventory, meetings::PanelId panel)
{
    return db
        .find<InventoryEntryId>(
            "SELECT id FROM inventory_entries WHERE tenant_id = ? AND inventory_id = ? AND panel_id = ?"
            " ORDER BY id LIMIT 1",
            tenant, inventory, panel)
        .has_value();
}

InventoryEntryId insert_entry(
    db::Connection& db, TenantId tenant, InventoryEntry const& entry, std::string_view mark, Instant now)
{
    auto const& one = entry;
    auto const id = db.load<InventoryEntryId>(
        "INSERT INTO inventory_entries (tenant_id, inventory_id, request_id, panel_id, kind, title, text,"
        " audience, since, reach, contact, former_id, mark, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, one.inventory, one.request, one.panel, one.kind, one.title, one.text, one.audience, one.since,
        one.reach, one.contact, one.former, mark, now);
    insert_places(db, tenant, id, one.places);
    return id;
}

std::optional<InventoryEntryId> find_entry_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<InventoryEntryId>(
        "SELECT id FROM inventory_entries WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_entry(db::Connection& db, TenantId tenant, InventoryEntry const& entry, Instant now)
{
    auto const& one = entry;
    db.execute(
        "UPDATE inventory_entries SET panel_id = ?, kind = ?, title = ?, text = ?, audience = ?, since = ?,"
        " reach = ?, contact = ?, measure_id = ?, version = version + 1, changed_at = ?"
        " WHERE tenant_id = ? AND id = ?",
        one.panel, one.kind, one.title, one.text, one.audience, one.since, one.reach, one.contact,
        one.measure, now, tenant, one.id);
    db.execute("DELETE FROM inventory_places WHERE tenant_id = ? AND entry_id = ?", tenant, one.id);
    insert_places(db, tenant, one.id, one.places);
}

void erase_entry_row(db::Connection& db, TenantId tenant, InventoryEntryId id)
{
    db.execute(
        "UPDATE inventory_entries SET former_id = NULL WHERE tenant_id = ? AND former_id = ?", tenant, id);
    db.execute("DELETE FROM inventory_places WHERE tenant_id = ? AND entry_id = ?", tenant, id);
    db.execute("DELETE FROM inventory_entries WHERE tenant_id = ? AND id = ?", tenant, id);
}

std::vector<InventoryEntry> list_former_entries(
    db::Connection& db, TenantId tenant, InventoryRequest const& request)
{
    if (!request.former)
        return {};
    return list_with_places(
        db,
        db::Query(entry_columns, tenant)
            .add(
                " AND request_id = ? AND NOT EXISTS (SELECT 1 FROM inventory_entries n WHERE n.request_id = ?"
                " AND n.former_id = inventory_entries.id) ORDER BY id",
                *request.former, request.id),
        db::Query(place_columns, tenant).add(" AND e.request_id = ? ORDER BY p.position", *request.former));
}

} // namespace kommin::goals
