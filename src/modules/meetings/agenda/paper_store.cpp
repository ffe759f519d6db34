#include "modules/meetings/agenda/paper_store.hpp"

#include "platform/db/query.hpp"
#include "platform/search/fold.hpp"

#include <utility>

namespace kommin::meetings {

namespace {

constexpr db::SqlLiteral paper_columns{
    "p.id, p.item_id, p.title, p.link, p.hash, p.size, p.pages, p.is_public, p.version, p.changed_at"};

}

std::vector<Paper> list_papers(db::Connection& db, TenantId tenant, std::span<AgendaItem const> items)
{
    std::vector<ItemId> ids;
    ids.reserve(items.size());
    for (auto const& item : items)
        ids.push_back(item.id);
    if (ids.empty())
        return {};
    db::Query query(
        "WITH RECURSIVE way (shown_at, id, came_from, is_internal) AS ("
        "SELECT id, id, came_from, is_internal FROM agenda_items WHERE tenant_id = ?",
        tenant);
    query.add_any_of("id", ids)
        .add(
            " UNION ALL SELECT w.shown_at, a.id, a.came_from, a.is_internal OR w.is_internal"
            " FROM agenda_items a JOIN way w ON a.id = w.came_from WHERE a.tenant_id = ?)"
            " SELECT w.shown_at, w.is_internal, ",
            tenant)
        .add(paper_columns)
        .add(" FROM agenda_papers p JOIN way w ON w.id = p.item_id ORDER BY w.shown_at, p.id");
    return db.list<Paper>(query);
}

std::optional<Paper> load_paper(db::Connection& db, TenantId tenant, PaperId id)
{
    db::Query query("SELECT p.item_id, a.is_internal, ");
    query.add(paper_columns)
        .add(
            " FROM agenda_papers p JOIN agenda_items a ON a.id = p.item_id WHERE p.tenant_id = ? AND p.id = "
            "?",
            tenant, id);
    auto found = db.list<Paper>(query);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

PaperId insert_paper(
    db::Connection& db, TenantId tenant, Paper const& paper, std::string_view mark, Instant now)
{
    return db.load<PaperId>(
        "INSERT INTO agenda_papers (tenant_id, item_id, title, link, hash, size, pages, is_public, list_text,"
        " mark, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, paper.item, paper.title, paper.link, paper.hash, paper.size, paper.pages, paper.is_public,
        search::folded_text(paper.title), mark, now);
}

std::optional<PaperId> find_paper_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<PaperId>("SELECT id FROM agenda_papers WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_paper(db::Connection& db, TenantId tenant, Paper const& paper, Instant now)
{
    db.execute(
        "UPDATE agenda_papers SET title = ?, link = ?, is_public = ?, list_text = ?, version = version + 1,"
        " changed_at = ? WHERE tenant_id = ? AND id = ?",
        paper.title, paper.link, paper.is_public, search::folded_text(paper.title), now, tenant, paper.id);
}

void erase_paper(db::Connection& db, TenantId tenant, PaperId id)
{
    db.execute("DELETE FROM agenda_papers WHERE tenant_id = ? AND id = ?", tenant, id);
}

std::int64_t count_papers(db::Connection& db, TenantId tenant, ItemId item)
{
    return db.load<std::int64_t>(
        "SELECT COUNT(*) FROM agenda_papers WHERE tenant_id = ? AND item_id = ?", tenant, item);
}

std::int64_t bytes_of_papers(db::Connection& db, TenantId tenant)
{
    return db.load<std::int64_t>(
        "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM agenda_papers WHERE tenant_id = ?", tenant);
}

std::vector<std::string> list_paper_hashes(db::Connection& db, TenantId tenant)
{
    return db.list<std::string>(
        "SELECT DISTINCT hash FROM agenda_papers WHERE tenant_id = ? AND hash <> '' ORDER BY hash", tenant);
}

} // namespace kommin::meetings
