#include "modules/funding/grants/passed_on_store.hpp"

#include <utility>

namespace kommin::funding {

namespace {

constexpr db::SqlLiteral passed_on_columns{
    "SELECT o.id, o.grant_id, o.organisation_id, o.recipient, o.title, o.purpose, o.amount, o.agreed_on,"
    " o.starts, o.ends, o.paid_on, o.proof_due, o.state, o.mail, o.language, o.link_until, o.own, o.other,"
    " o.returned, o.report, o.question, o.proven_on, o.reminded_of, o.remark, o.request, o.wished, o.contact,"
    " o.requested_on, o.refusal, o.version, o.changed_at"
    " FROM grants_passed_on o"};

std::optional<PassedOn> only_one(std::vector<PassedOn> found)
{
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

void add_owners(db::Query& sql, Owners const& owners)
{
    if (owners)
        sql.add_any_of("COALESCE(g.body_id, 0)", *owners);
}

// Contracts "o" whose proof waits for the association, due up to that day.
void add_due(db::Query& sql, TenantId tenant, Owners const& owners, Date until)
{
    sql.add(
        " JOIN grants g ON g.id = o.grant_id WHERE o.tenant_id = ? AND o.state = 'agreed'"
        " AND o.proof_due <= ?",
        tenant, until);
    add_owners(sql, owners);
}

// Contracts "o" of which the proof or the application waits for whoever passes it on.
void add_waiting(db::Query& sql, TenantId tenant, Owners const& owners)
{
    sql.add(
        " JOIN grants g ON g.id = o.grant_id WHERE o.tenant_id = ?"
        " AND (o.state = 'proven' OR (o.state = 'drafted' AND o.request = 'received'))",
        tenant);
    add_owners(sql, owners);
}

}

std::vector<PassedOn> list_passed_on(db::Connection& db, TenantId tenant, GrantId grant)
{
    return db.list<PassedOn>(
        db::Query(passed_on_columns)
            .add(" WHERE o.tenant_id = ? AND o.grant_id = ? ORDER BY o.id", tenant, grant));
}

std::optional<PassedOn> load_passed_on(db::Connection& db, TenantId tenant, PassedOnId id)
{
    return only_one(db.list<PassedOn>(
        db::Query(passed_on_columns).add(" WHERE o.tenant_id = ? AND o.id = ?", tenant, id)));
}

PassedOnId insert_passed_on(
    db::Connection& db, TenantId tenant, PassedOn const& one, std::string_view mark, Instant now)
{
    return db.load<PassedOnId>(
        "INSERT INTO grants_passed_on (tenant_id, grant_id, organisation_id, recipient, title, purpose,"
        " amount, agreed_on, starts, ends, paid_on, proof_due, state, mail, language, link_until, own, other,"
        " returned, report, question, proven_on, reminded_of, remark, request, wished, contact, requested_on,"
        " refusal, mark, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?) RETURNING id",
        tenant, one.grant, one.organisation, one.recipient, one.title, one.purpose, one.amount, one.agreed_on,
        one.starts, one.ends, one.paid_on, one.proof_due, one.state, one.mail, one.language, one.link_until,
        one.own, one.other, one.returned, one.report, one.question, one.proven_on, one.reminded_of,
        one.remark, one.request, one.wished, one.contact, one.requested_on, one.refusal, mark, now);
}

std::optional<PassedOnId> find_passed_on_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<PassedOnId>(
        "SELECT id FROM grants_passed_on WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_passed_on(db::Connection& db, TenantId tenant, PassedOn const& one, Instant now)
{
    db.execute(
        "UPDATE grants_passed_on SET organisation_id = ?, recipient = ?, title = ?, purpose = ?, amount = ?,"
        " agreed_on = ?, starts = ?, ends = ?, paid_on = ?, proof_due = ?, state = ?, mail = ?,"
        " language = ?, link_until = ?, own = ?, other = ?, returned = ?, report = ?, question = ?,"
        " proven_on = ?, reminded_of = ?, remark = ?, request = ?, wished = ?, contact = ?,"
        " requested_on = ?, refusal = ?, version = version + 1, changed_at = ?"
        " WHERE tenant_id = ? AND id = ?",
        one.organisation, one.recipient, one.title, one.purpose, one.amount, one.agreed_on, one.starts,
        one.ends, one.paid_on, one.proof_due, one.state, one.mail, one.language, one.link_until, one.own,
        one.other, one.returned, one.report, one.question, one.proven_on, one.reminded_of, one.remark,
        one.request, one.wished, one.contact, one.requested_on, one.refusal, now, tenant, one.id);
}

void note_reminder(
    db::Connection& db, TenantId tenant, PassedOnId id, std::string_view reminded_of, Date link_until)
{
    db.execute(
        "UPDATE grants_passed_on SET reminded_of = ?, link_until = ? WHERE tenant_id = ? AND id = ?",
        reminded_of, link_until, tenant, id);
}

void update_link_until(db::Connection& db, TenantId tenant, PassedOnId id, Date link_until)
{
    db.execute(
        "UPDATE grants_passed_on SET link_until = ? WHERE tenant_id = ? AND id = ?", link_until, tenant, id);
}

void insert_passed_on_link(
    db::Connection& db, TenantId tenant, PassedOnLink const& link, std::string_view token_hash, Instant now)
{
    db.execute(
        "INSERT INTO grants_passed_on_links (token_hash, tenant_id, passed_on_id, address_mark, purpose,"
        " made_at) VALUES (?, ?, ?, ?, ?, ?)",
        token_hash, tenant, link.passed_on, link.address_mark, link.purpose, now);
}

std::optional<PassedOnLink> find_passed_on_link(
    db::Connection& db, TenantId tenant, std::string_view token_hash)
{
    return db.find<PassedOnLink>(
        "SELECT passed_on_id, address_mark, purpose FROM grants_passed_on_links WHERE tenant_id = ?"
        " AND token_hash = ?",
        tenant, token_hash);
}

void erase_ended_links(db::Connection& db, TenantId tenant, Date today)
{
    db.execute(
        "DELETE FROM grants_passed_on_links WHERE tenant_id = ? AND purpose = 'proof' AND passed_on_id IN"
        " (SELECT id FROM grants_passed_on WHERE tenant_id = ? AND (state NOT IN ('agreed', 'proven')"
        " OR link_until IS NULL OR link_until < ?))",
        tenant, tenant, today);
    db.execute(
        "DELETE FROM grants_passed_on_links WHERE tenant_id = ? AND purpose = 'request' AND passed_on_id IN"
        " (SELECT id FROM grants_passed_on WHERE tenant_id = ? AND (state <> 'drafted'"
        " OR request NOT IN ('invited', 'received') OR link_until IS NULL OR link_until < ?))",
        tenant, tenant, today);
}

std::vector<PassedOn> list_passed_on_due(
    db::Connection& db, TenantId tenant, Owners const& owners, Date until, int limit)
{
    db::Query sql(passed_on_columns);
    add_due(sql, tenant, owners, until);
    return db.list<PassedOn>(sql.add(" ORDER BY o.proof_due, o.id LIMIT ?", limit));
}

std::int64_t count_passed_on_due(
    db::Connection& db, TenantId tenant, Owners const& owners, Date until, std::int64_t most)
{
    db::Query sql("SELECT count(*) FROM (SELECT 1 FROM grants_passed_on o");
    add_due(sql, tenant, owners, until);
    return db.list<std::int64_t>(sql.add(" LIMIT ?) AS counted", most)).front();
}

std::vector<PassedOn> list_passed_on_to_remind(
    db::Connection& db, TenantId tenant, Date today, Date until, int limit)
{
    return db.list<PassedOn>(db::Query(passed_on_columns)
                                 .add(
                                     " WHERE o.tenant_id = ? AND o.state = 'agreed' AND o.proof_due <= ?"
                                     " AND o.mail <> '' AND o.reminded_of <>"
                                     " (CASE WHEN o.proof_due < ? THEN 'after ' ELSE 'before ' END)"
                                     " || o.proof_due ORDER BY o.proof_due, o.id LIMIT ?",
                                     tenant, until, today, limit));
}

std::vector<PassedOn> list_passed_on_waiting(
    db::Connection& db, TenantId tenant, Owners const& owners, int limit)
{
    db::Query sql(passed_on_columns);
    add_waiting(sql, tenant, owners);
    return db.list<PassedOn>(sql.add(" ORDER BY COALESCE(o.proven_on, o.requested_on), o.id LIMIT ?", limit));
}

std::int64_t count_passed_on_waiting(
    db::Connection& db, TenantId tenant, Owners const& owners, std::int64_t most)
{
    db::Query sql("SELECT count(*) FROM (SELECT 1 FROM grants_passed_on o");
    add_waiting(sql, tenant, owners);
    return db.list<std::int64_t>(sql.add(" LIMIT ?) AS counted", most)).front();
}

} // namespace kommin::funding
