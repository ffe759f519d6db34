#include "modules/goals/inventory/inventory_store.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace kommin::goals {

namespace {

constexpr db::SqlLiteral inventory_columns{
    "SELECT id, body_id, previous_id, title, introduction, until, state, remark, source, version, changed_at"
    " FROM inventories WHERE tenant_id = ?"};

constexpr db::SqlLiteral request_columns{
    "SELECT id, inventory_id, unit_id, name, mail, language, answer, word, asked_at, soon_for, late_for,"
    " answered_at, former_id, version FROM inventory_requests WHERE tenant_id = ?"};

template<class Row>
std::optional<Row> only_one(std::vector<Row> rows)
{
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

void add_inventory_owners(db::Query& sql, std::vector<Scope> const& owners)
{
    if (std::ranges::any_of(owners, &Scope::is_whole_tenant))
        return;
    std::vector<std::int64_t> ids;
    for (auto const scope : owners)
        ids.push_back(scope.owner());
    sql.add_any_of("COALESCE(body_id, 0)", ids);
}

}

std::vector<Inventory> list_inventories(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, int limit)
{
    db::Query sql(inventory_columns, tenant);
    add_inventory_owners(sql, owners);
    return db.list<Inventory>(sql.add(" ORDER BY id DESC LIMIT ?", limit));
}

std::vector<Inventory> list_open_inventories(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, int limit)
{
    db::Query sql(inventory_columns, tenant);
    add_inventory_owners(sql, owners);
    return db.list<Inventory>(sql.add(" AND state = 'open' ORDER BY until, id LIMIT ?", limit));
}

std::vector<Inventory> list_inventories_of_year(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner, int year, int limit)
{
    std::chrono::year const of{year};
    db::Query sql(inventory_columns, tenant);
    sql.add(" AND COALESCE(body_id, 0) = ?", owner ? owner->value : std::int64_t{0})
        .add(
            " AND state <> 'draft' AND until BETWEEN ? AND ?", Date{of / std::chrono::January / 1},
            Date{of / std::chrono::December / 31});
    return db.list<Inventory>(sql.add(" ORDER BY id LIMIT ?", limit));
}

std::optional<Inventory> load_inventory(db::Connection& db, TenantId tenant, InventoryId id)
{
    return only_one(db.list<Inventory>(db::Query(inventory_columns, tenant).add(" AND id = ?", id)));
}

InventoryId insert_inventory(
    db::Connection& db, TenantId tenant, Inventory const& inventory, std::string_view mark, Instant now)
{
    auto const& one = inventory;
    return db.load<InventoryId>(
        "INSERT INTO inventories (tenant_id, body_id, previous_id, title, introduction, until, state, remark,"
        " source, mark, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, one.body, one.previous, one.title, one.introduction, one.until, one.state, one.remark,
        one.source, mark, now);
}

std::optional<InventoryId> find_inventory_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<InventoryId>("SELECT id FROM inventories WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_inventory(db::Connection& db, TenantId tenant, Inventory const& inventory, Instant now)
{
    auto const& one = inventory;
    db.execute(
        "UPDATE inventories SET title = ?, introduction = ?, until = ?, state = ?, remark = ?, source = ?,"
        " version = version + 1, changed_at = ? WHERE tenant_id = ? AND id = ?",
        one.title, one.introduction, one.until, one.state, one.remark, one.source, now, tenant, one.id);
}

std::vector<meetings::PanelId> list_inventory_fields(db::Connection& db, TenantId tenant, InventoryId id)
{
    return db.list<meetings::PanelId>(
        "SELECT panel_id FROM inventory_fields WHERE tenant_id = ? AND inventory_id = ? ORDER BY position",
        tenant, id);
}

std::vector<InventoryField> list_fields_of(
    db::Connection& db, TenantId tenant, std::vector<InventoryId> const& ids)
{
    if (ids.empty())
        return {};
    db::Query sql("SELECT inventory_id, panel_id FROM inventory_fields WHERE tenant_id = ?", tenant);
    return db.list<InventoryField>(
        sql.add_any_of("inventory_id", ids).add(" ORDER BY inventory_id, position"));
}

void update_inventory_fields(
    db::Connection& db, TenantId tenant, InventoryId id, std::vector<meetings::PanelId> const& fields)
{
    db.execute("DELETE FROM inventory_fields WHERE tenant_id = ? AND inventory_id = ?", tenant, id);
    std::int64_t position = 0;
    for (auto const field : fields)
        db.execute(
            "INSERT INTO inventory_fields (tenant_id, inventory_id, panel_id, position) VALUES (?, ?, ?, ?)",
            tenant, id, field, position++);
}

InventoryCounts counts_of(std::vector<InventoryRequest> const& requests)
{
    InventoryCounts counts;
    for (auto const& one : requests) {
        ++counts.asked;
        counts.with_entries += one.answer == InventoryAnswer::entries ? 1 : 0;
        counts.with_nothing += one.answer == InventoryAnswer::nothing ? 1 : 0;
    }
    return counts;
}

std::map<InventoryId, InventoryCounts> count_requests(
    db::Connection& db, TenantId tenant, std::vector<InventoryId> const& ids)
{
    struct Row {
        InventoryId inventory;
        InventoryAnswer answer;
        std::int64_t count;
    };
    std::map<InventoryId, InventoryCounts> counts;
    if (ids.empty())
        return counts;
    db::Query sql(
        "SELECT inventory_id, answer, COUNT(*) FROM inventory_requests WHERE tenant_id = ?", tenant);
    sql.add_any_of("inventory_id", ids).add(" GROUP BY inventory_id, answer");
    for (auto const& row : db.list<Row>(sql)) {
        auto& of = counts[row.inventory];
        of.asked += row.count;
        if (row.answer == InventoryAnswer::entries)
            of.with_entries += row.count;
        if (row.answer == InventoryAnswer::nothing)
            of.with_nothing += row.count;
    }
    return counts;
}

std::vector<InventoryRequest> list_requests(db::Connection& db, TenantId tenant, InventoryId id)
{
    return db.list<InventoryRequest>(
        db::Query(request_columns, tenant).add(" AND inventory_id = ? ORDER BY id", id));
}

std::optional<InventoryRequest> load_request(db::Connection& db, TenantId tenant, InventoryRequestId id)
{
    return only_one(db.list<InventoryRequest>(db::Query(request_columns, tenant).add(" AND id = ?", id)));
}

InventoryRequestId insert_request(db::Connection& db, TenantId tenant, InventoryRequest const& request)
{
    auto const& one = request;
    return db.load<InventoryRequestId>(
        "INSERT INTO inventory_requests (tenant_id, inventory_id, unit_id, name, mail, language, answer,"
        " word, asked_at, soon_for, late_for, answered_at, former_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, one.inventory, one.unit, one.name, one.mail, one.language, one.answer, one.word, one.asked_at,
        one.soon_for, one.late_for, one.answered_at, one.former);
}

void update_request(db::Connection& db, TenantId tenant, InventoryRequest const& request)
{
    auto const& one = request;
    db.execute(
        "UPDATE inventory_requests SET mail = ?, language = ?, answer = ?, word = ?, asked_at = ?,"
        " soon_for = ?, late_for = ?, answered_at = ?, version = version + 1 WHERE tenant_id = ? AND id = ?",
        one.mail, one.language, one.answer, one.word, one.asked_at, one.soon_for, one.late_for,
        one.answered_at, tenant, one.id);
}

void erase_request_row(db::Connection& db, TenantId tenant, InventoryRequestId id)
{
    db.execute(
        "UPDATE inventory_requests SET former_id = NULL WHERE tenant_id = ? AND former_id = ?", tenant, id);
    db.execute("DELETE FROM inventory_requests WHERE tenant_id = ? AND id = ?", tenant, id);
}

std::vector<InventoryRequest> list_unanswered_requests(db::Connection& db, TenantId tenant)
{
    return db.list<InventoryRequest>(
        db::Query(request_columns, tenant)
            .add(
                " AND answer = 'none' AND asked_at IS NOT NULL AND inventory_id IN"
                " (SELECT i.id FROM inventories i WHERE i.tenant_id = ? AND i.state = 'open') ORDER BY id",
                tenant));
}

std::vector<InventoryRequest> list_unanswered_of_units(
    db::Connection& db, TenantId tenant, std::vector<tenants::UnitId> const& units, int limit)
{
    db::Query sql(request_columns, tenant);
    sql.add_any_of("unit_id", units);
    return db.list<InventoryRequest>(sql.add(
        " AND answer = 'none' AND inventory_id IN"
        " (SELECT i.id FROM inventories i WHERE i.tenant_id = ? AND i.state = 'open')"
        " ORDER BY id DESC LIMIT ?",
        tenant, limit));
}

void erase_old_addresses(db::Connection& db, TenantId tenant, Instant closed_before, Date until_before)
{
    db.execute(
        "UPDATE inventory_requests SET mail = '', version = version + 1 WHERE tenant_id = ? AND mail <> ''"
        " AND inventory_id IN (SELECT i.id FROM inventories i WHERE i.tenant_id = ?"
        " AND ((i.state = 'closed' AND i.changed_at < ?) OR (i.state = 'open' AND i.until < ?)))",
        tenant, tenant, closed_before, until_before);
}

std::set<InventoryRequestId> list_lettered(db::Connection& db, TenantId tenant, InventoryId id)
{
    auto const found = db.list<InventoryRequestId>(
        "SELECT r.id FROM inventory_requests r WHERE r.tenant_id = ? AND r.inventory_id = ? AND EXISTS"
        " (SELECT 1 FROM inventory_links l WHERE l.request_id = r.id AND l.made_at >= r.asked_at)",
        tenant, id);
    return {found.begin(), found.end()};
}

std::vector<ToldEntry> list_told_entries(
    db::Connection& db, TenantId tenant, ToldEntryQuery const& query, int limit)
{
    db::Query sql(
        "SELECT e.id, e.inventory_id, e.request_id, i.title, e.title, e.since FROM inventory_entries e"
        " JOIN inventories i ON i.id = e.inventory_id WHERE e.tenant_id = ? AND e.measure_id IS NOT NULL",
        tenant);
    if (query.measures.empty())
        sql.add_any_of("e.id", query.ids);
    else
        sql.add_any_of("e.measure_id", query.measures);
    add_inventory_owners(sql, query.owners);
    return db.list<ToldEntry>(sql.add(" ORDER BY e.id LIMIT ?", limit));
}

void insert_inventory_link(
    db::Connection& db, TenantId tenant, InventoryLink const& link, std::string_view token_hash, Instant now)
{
    db.execute(
        "INSERT INTO inventory_links (token_hash, tenant_id, request_id, address_mark, made_at)"
        " VALUES (?, ?, ?, ?, ?)",
        token_hash, tenant, link.request, link.address_mark, now);
}

std::optional<InventoryLink> find_inventory_link(
    db::Connection& db, TenantId tenant, std::string_view token_hash)
{
    return db.find<InventoryLink>(
        "SELECT request_id, address_mark FROM inventory_links WHERE tenant_id = ? AND token_hash = ?", tenant,
        token_hash);
}

void erase_links_of_inventory(db::Connection& db, TenantId tenant, InventoryId id)
{
    db.execute(
        "DELETE FROM inventory_links WHERE tenant_id = ? AND request_id IN"
        " (SELECT r.id FROM inventory_requests r WHERE r.tenant_id = ? AND r.inventory_id = ?)",
        tenant, tenant, id);
}

void erase_links_of_inventories_before(db::Connection& db, TenantId tenant, Date day)
{
    db.execute(
        "DELETE FROM inventory_links WHERE tenant_id = ? AND request_id IN"
        " (SELECT r.id FROM inventory_requests r JOIN inventories i ON i.id = r.inventory_id"
        " WHERE i.tenant_id = ? AND i.until < ?)",
        tenant, tenant, day);
}

void erase_links_of_request(db::Connection& db, TenantId tenant, InventoryRequestId id)
{
    db.execute("DELETE FROM inventory_links WHERE tenant_id = ? AND request_id = ?", tenant, id);
}

} // namespace kommin::goals
