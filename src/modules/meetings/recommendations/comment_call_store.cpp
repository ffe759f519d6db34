#include "modules/meetings/recommendations/comment_call_store.hpp"

#include "platform/db/query.hpp"

#include <utility>

namespace kommin::meetings {

namespace {

constexpr db::SqlLiteral call_columns{
    "SELECT id, recommendation_id, version, until, word, letters, asked_at FROM recommendation_calls"
    " WHERE tenant_id = ?"};

std::optional<CommentCall> only_call(std::vector<CommentCall> calls)
{
    return calls.empty() ? std::nullopt : std::optional(std::move(calls.front()));
}

}

CommentCallId insert_comment_call(db::Connection& db, TenantId tenant, CommentCall const& call)
{
    return db.load<CommentCallId>(
        "INSERT INTO recommendation_calls (tenant_id, recommendation_id, version, until, word, letters,"
        " asked_at) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, call.recommendation, call.version, call.until, call.word, call.letters, call.asked_at);
}

void update_comment_call(db::Connection& db, TenantId tenant, CommentCall const& call)
{
    db.execute(
        "UPDATE recommendation_calls SET until = ?, word = ?, letters = ? WHERE tenant_id = ? AND id = ?",
        call.until, call.word, call.letters, tenant, call.id);
}

std::optional<CommentCall> find_last_comment_call(db::Connection& db, TenantId tenant, RecommendationId id)
{
    return only_call(db.list<CommentCall>(
        db::Query(call_columns, tenant).add(" AND recommendation_id = ? ORDER BY id DESC LIMIT 1", id)));
}

std::optional<CommentCall> load_comment_call(db::Connection& db, TenantId tenant, CommentCallId id)
{
    return only_call(db.list<CommentCall>(db::Query(call_columns, tenant).add(" AND id = ?", id)));
}

std::vector<CommentCall> list_comment_calls(db::Connection& db, TenantId tenant, RecommendationId id)
{
    return db.list<CommentCall>(
        db::Query(call_columns, tenant).add(" AND recommendation_id = ? ORDER BY id", id));
}

std::vector<contacts::PersonId> list_asked(db::Connection& db, TenantId tenant, CommentCallId call)
{
    return db.list<contacts::PersonId>(
        "SELECT person_id FROM recommendation_asked WHERE tenant_id = ? AND call_id = ? ORDER BY person_id",
        tenant, call);
}

AskedId insert_asked(
    db::Connection& db, TenantId tenant, CommentCallId call, contacts::PersonId person, Instant now)
{
    return db.load<AskedId>(
        "INSERT INTO recommendation_asked (call_id, person_id, tenant_id, asked_at) VALUES (?, ?, ?, ?)"
        " RETURNING id",
        call, person, tenant, now);
}

std::optional<contacts::PersonId> find_asked(db::Connection& db, TenantId tenant, AskedId id)
{
    return db.find<contacts::PersonId>(
        "SELECT person_id FROM recommendation_asked WHERE tenant_id = ? AND id = ?", tenant, id);
}

void erase_asked(db::Connection& db, TenantId tenant, AskedId id)
{
    db.execute("DELETE FROM recommendation_asked WHERE tenant_id = ? AND id = ?", tenant, id);
}

void erase_asked(db::Connection& db, TenantId tenant, CommentCallId call, contacts::PersonId person)
{
    db.execute(
        "DELETE FROM recommendation_asked WHERE tenant_id = ? AND call_id = ? AND person_id = ?", tenant,
        call, person);
}

void insert_comment_link(
    db::Connection& db, TenantId tenant, CommentLink const& link, std::string_view token_hash, Instant now)
{
    db.execute(
        "INSERT INTO recommendation_links (token_hash, tenant_id, call_id, person_id, address_mark, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        token_hash, tenant, link.call, link.person, link.address_mark, now);
}

std::optional<CommentLink> find_comment_link(db::Connection& db, TenantId tenant, std::string_view token_hash)
{
    return db.find<CommentLink>(
        "SELECT call_id, person_id, address_mark FROM recommendation_links"
        " WHERE tenant_id = ? AND token_hash = ?",
        tenant, token_hash);
}

void erase_ended_calls(db::Connection& db, TenantId tenant, Date today)
{
    db.execute(
        "DELETE FROM recommendation_links WHERE tenant_id = ? AND NOT EXISTS"
        " (SELECT 1 FROM recommendation_calls c JOIN recommendations r ON r.id = c.recommendation_id"
        " WHERE c.id = recommendation_links.call_id AND c.until >= ?"
        " AND r.state IN ('drafted', 'discussed'))",
        tenant, today);
    db.execute(
        "DELETE FROM recommendation_asked WHERE tenant_id = ? AND NOT EXISTS"
        " (SELECT 1 FROM recommendation_calls c JOIN recommendations r ON r.id = c.recommendation_id"
        " WHERE c.id = recommendation_asked.call_id AND r.state IN ('drafted', 'discussed'))",
        tenant);
}

std::vector<CommentedByLink> list_commented_by_link(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, Instant since, int limit)
{
    return db.list<CommentedByLink>(
        db::Query(
            "SELECT r.id, r.number, r.title, COUNT(*) FROM recommendation_comments c"
            " JOIN recommendations r ON r.id = c.recommendation_id"
            " WHERE c.tenant_id = ? AND c.by_link AND c.written_at >= ?"
            " AND r.state IN ('drafted', 'discussed')",
            tenant, since)
            .add_any_of("r.panel_id", panels)
            .add(" GROUP BY r.id, r.number, r.title ORDER BY r.id LIMIT ?", limit));
}

std::vector<CommentOfPerson> list_comments_of_person(
    db::Connection& db, TenantId tenant, contacts::PersonId person)
{
    return db.list<CommentOfPerson>(
        "SELECT r.number, r.title, c.text, c.written_at FROM recommendation_comments c"
        " JOIN recommendations r ON r.id = c.recommendation_id"
        " WHERE c.tenant_id = ? AND c.person_id = ? ORDER BY c.id",
        tenant, person);
}

std::int64_t count_comments_of_person(db::Connection& db, TenantId tenant, contacts::PersonId person)
{
    return db.load<std::int64_t>(
        "SELECT COUNT(*) FROM recommendation_comments WHERE tenant_id = ? AND person_id = ?", tenant, person);
}

std::vector<AskedOfPerson> list_asked_of_person(
    db::Connection& db, TenantId tenant, contacts::PersonId person)
{
    return db.list<AskedOfPerson>(
        "SELECT r.number, r.title, a.asked_at, c.until, EXISTS (SELECT 1 FROM recommendation_links l"
        " WHERE l.call_id = a.call_id AND l.person_id = a.person_id)"
        " FROM recommendation_asked a JOIN recommendation_calls c ON c.id = a.call_id"
        " JOIN recommendations r ON r.id = c.recommendation_id"
        " WHERE a.tenant_id = ? AND a.person_id = ? AND r.state IN ('drafted', 'discussed') ORDER BY a.id",
        tenant, person);
}

void move_comments_of_person(
    db::Connection& db, TenantId tenant, contacts::PersonId from, contacts::PersonId into)
{
    db.execute(
        "UPDATE recommendation_asked SET person_id = ? WHERE tenant_id = ? AND person_id = ? AND NOT EXISTS"
        " (SELECT 1 FROM recommendation_asked other WHERE other.call_id = recommendation_asked.call_id"
        " AND other.person_id = ?)",
        into, tenant, from, into);
    db.execute("DELETE FROM recommendation_asked WHERE tenant_id = ? AND person_id = ?", tenant, from);
    db.execute(
        "UPDATE recommendation_links SET person_id = ? WHERE tenant_id = ? AND person_id = ?", into, tenant,
        from);
    db.execute(
        "UPDATE recommendation_comments SET person_id = ? WHERE tenant_id = ? AND person_id = ?", into,
        tenant, from);
}

void forget_person_in_comments(db::Connection& db, TenantId tenant, contacts::PersonId person)
{
    db.execute("DELETE FROM recommendation_asked WHERE tenant_id = ? AND person_id = ?", tenant, person);
    db.execute("DELETE FROM recommendation_links WHERE tenant_id = ? AND person_id = ?", tenant, person);
    db.execute(
        "UPDATE recommendation_comments SET person_id = NULL WHERE tenant_id = ? AND person_id = ?", tenant,
        person);
}

} // namespace kommin::meetings
