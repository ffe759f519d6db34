#include "modules/meetings/publications/publication_store.hpp"

#include "platform/search/fold.hpp"

#include <string>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr db::SqlLiteral all_columns{
    "SELECT id, kind, title, publisher, issue, NULLIF(day, '') AS day, subject, link, meeting_id, is_public,"
    " is_uncertain, remark, version, changed_at"};

// What somebody may look for, however it is written.
std::string list_text_of(Publication const& one)
{
    return search::folded_text(one.title + '\n' + one.publisher + '\n' + one.issue + '\n' + one.subject);
}

// '' comes last when the newest come first.
std::string day_of(Publication const& one)
{
    return one.day ? one.day->to_iso() : std::string{};
}

void add_conditions(db::Query& sql, TenantId tenant, std::string_view words)
{
    sql.add(" FROM publications WHERE tenant_id = ?", tenant);
    if (!words.empty())
        sql.add(" AND list_text LIKE ? ESCAPE '!'", db::like_pattern(words));
}

}

std::vector<Publication> list_publications(
    db::Connection& db, TenantId tenant, std::string_view words, int limit)
{
    db::Query sql(all_columns);
    add_conditions(sql, tenant, words);
    return db.list<Publication>(sql.add(" ORDER BY publications.day DESC, id DESC LIMIT ?", limit));
}

std::int64_t count_publications(
    db::Connection& db, TenantId tenant, std::string_view words, std::int64_t most)
{
    db::Query sql("SELECT count(*) FROM (SELECT 1");
    add_conditions(sql, tenant, words);
    return db.list<std::int64_t>(sql.add(" LIMIT ?) AS counted", most)).front();
}

std::vector<Publication> list_public_publications(db::Connection& db, TenantId tenant)
{
    db::Query sql(all_columns);
    add_conditions(sql, tenant, {});
    return db.list<Publication>(sql.add(" AND is_public ORDER BY publications.day DESC, id DESC"));
}

std::optional<Publication> load_publication(db::Connection& db, TenantId tenant, PublicationId id)
{
    db::Query sql(all_columns);
    sql.add(" FROM publications WHERE tenant_id = ? AND id = ?", tenant, id);
    auto rows = db.list<Publication>(sql);
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

PublicationId insert_publication(
    db::Connection& db, TenantId tenant, Publication const& one, std::string_view mark, Instant now)
{
    return db.load<PublicationId>(
        "INSERT INTO publications (tenant_id, kind, title, publisher, issue, day, subject, link, meeting_id,"
        " is_public, is_uncertain, remark, list_text, mark, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, one.kind, one.title, one.publisher, one.issue, day_of(one), one.subject, one.link,
        one.meeting, one.is_public, one.is_uncertain, one.remark, list_text_of(one), mark, now);
}

std::optional<PublicationId> find_publication_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<PublicationId>(
        "SELECT id FROM publications WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_publication(db::Connection& db, TenantId tenant, Publication const& one, Instant now)
{
    db.execute(
        "UPDATE publications SET kind = ?, title = ?, publisher = ?, issue = ?, day = ?, subject = ?,"
        " link = ?, meeting_id = ?, is_public = ?, is_uncertain = ?, remark = ?, list_text = ?,"
        " version = version + 1, changed_at = ? WHERE tenant_id = ? AND id = ?",
        one.kind, one.title, one.publisher, one.issue, day_of(one), one.subject, one.link, one.meeting,
        one.is_public, one.is_uncertain, one.remark, list_text_of(one), now, tenant, one.id);
}

} // namespace kommin::meetings
