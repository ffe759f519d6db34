#include "modules/portal/links/link_store.hpp"

#include "platform/access/owners.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/query.hpp"

#include <algorithm>
#include <utility>

namespace kommin::linkcheck {

inline constexpr std::array<std::string_view, 11> reason_names{
    "none",      "status",        "no_such_host", "no_connection", "too_slow", "tls",
    "redirects", "broken_answer", "not_public",   "not_web",       "no_names"};
inline std::string_view to_text(Reason reason)
{
    return name_of(reason_names, reason);
}
inline bool from_text(std::string_view text, Reason& reason)
{
    return read_name(reason_names, text, reason);
}

} // namespace kommin::linkcheck

namespace kommin::portal {

namespace {

std::string digest_of(LinkTarget const& target)
{
    return crypto::sha256_hex(std::string(to_text(target.kind)) + ' ' + target.text);
}

// What people look for: without what all addresses have in common, and no longer than the lists order by.
// PostgreSQL stores no row of an index of more than 2,704 bytes.
std::string list_text_of(LinkTarget const& target)
{
    auto text = ascii_lower(target.text);
    for (std::string_view const prefix : {"https://", "http://", "www."}) {
        if (text.starts_with(prefix))
            text.erase(0, prefix.size());
    }
    constexpr std::size_t longest = 300; // bytes
    return std::string(truncate_utf8(text, longest));
}

LinkId find_or_insert_target(db::Connection& db, TenantId tenant, LinkTarget const& target)
{
    auto const digest = digest_of(target);
    if (auto const id
        = db.find<LinkId>("SELECT id FROM link_targets WHERE tenant_id = ? AND digest = ?", tenant, digest))
        return *id;
    return db.load<LinkId>(
        "INSERT INTO link_targets (tenant_id, kind, target, digest, list_text, host, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, target.kind, target.text, digest, list_text_of(target), host_of(target),
        first_state_of(target));
}

struct LinkRow {
    LinkId id;
    LinkKind kind;
    std::string target, host;
    LinkState state;
    linkcheck::Reason reason;
    std::int64_t status;
    std::string moved_to;
    std::optional<Instant> checked_at;
    std::int64_t failures;
    std::optional<Instant> failing_since;
    std::optional<Date> failed_on;
    std::optional<Instant> due_at;
    std::optional<Date> muted_until;
    std::string muted_reason, muted_by;
};

StoredLink link_of(LinkRow row)
{
    return {
        .id = row.id,
        .target = {row.kind, std::move(row.target)},
        .host = std::move(row.host),
        .state = row.state,
        .reason = row.reason,
        .status = static_cast<int>(row.status),
        .moved_to = std::move(row.moved_to),
        .checked_at = row.checked_at,
        .failures = static_cast<int>(row.failures),
        .failing_since = row.failing_since,
        .failed_on = row.failed_on,
        .due_at = row.due_at,
        .muted_until = row.muted_until,
        .muted_reason = std::move(row.muted_reason),
        .muted_by = std::move(row.muted_by)};
}

std::vector<StoredLink> links_of(std::vector<LinkRow> rows)
{
    std::vector<StoredLink> links;
    links.reserve(rows.size());
    for (auto& row : rows)
        links.push_back(link_of(std::move(row)));
    return links;
}

void add_view(db::Query& query, LinkView view, Date today)
{
    switch (view) {
    case LinkView::all:
        break;
    case LinkView::broken:
        // The first condition is that of the index.
        query.add(
            " AND state IN ('gone', 'unreachable')"
            " AND ((state = 'gone' AND failures >= ?) OR (state = 'unreachable' AND failures >= ?))"
            " AND (muted_until IS NULL OR muted_until <= ?)",
            nights_until_gone, nights_until_broken, today);
        break;
    case LinkView::failing:
        query.add(" AND state IN ('gone', 'unreachable')");
        break;
    case LinkView::moved:
        query.add(" AND state = 'moved'");
        break;
    case LinkView::refused:
        query.add(" AND state = 'refused'");
        break;
    case LinkView::doubtful:
        query.add(" AND state = 'doubtful'");
        break;
    case LinkView::unchecked:
        query.add(" AND state = 'unchecked'");
        break;
    case LinkView::ok:
        query.add(" AND state = 'ok'");
        break;
    case LinkView::muted:
        query.add(" AND muted_until > ?", today);
        break;
    }
}

void add_scopes(db::Query& query, TenantId tenant, std::vector<Scope> const& scopes)
{
    query.add(
        " AND EXISTS (SELECT 1 FROM link_uses WHERE link_uses.tenant_id = ? AND target_id = link_targets.id",
        tenant);
    if (auto const owners = owners_of(scopes))
        query.add_any_of("owner", *owners);
    query.add(")");
}

void add_conditions(db::Query& query, TenantId tenant, LinkQuery const& wanted)
{
    if (wanted.only.empty())
        query.add(" WHERE tenant_id = ?", tenant);
    else
        query.add(" WHERE tenant_id + 0 = ?", tenant).add_any_of("id", wanted.only);
    if (wanted.kind)
        query.add(" AND kind = ?", *wanted.kind);
    if (!wanted.text.empty())
        query.add(" AND list_text LIKE ? ESCAPE '!'", db::like_pattern(wanted.text));
    add_view(query, wanted.view, wanted.today);
    add_scopes(query, tenant, wanted.scopes);
}

}

bool StoredLink::is_broken() const
{
    return (state == LinkState::gone && failures >= nights_until_gone)
        || (state == LinkState::unreachable && failures >= nights_until_broken);
}

LinksById list_links(
    db::Connection& db, TenantId tenant, content::SubjectKind kind, std::int64_t after,
    std::optional<std::int64_t> up_to)
{
    struct Row {
        std::int64_t subject_id, owner;
        LinkKind kind;
        std::string target, field, language;
    };
    db::Query query(
        "SELECT u.subject_id, u.owner, t.kind, t.target, u.field, u.language"
        " FROM link_uses u JOIN link_targets t ON t.id = u.target_id"
        " WHERE u.tenant_id = ? AND u.subject_kind = ? AND u.subject_id > ?",
        tenant, kind.word(), after);
    if (up_to)
        query.add(" AND u.subject_id <= ?", *up_to);
    LinksById links;
    db.each<Row>(query, [&](Row row) {
        auto& record = links[row.subject_id];
        record.owner = row.owner;
        record.links.push_back(
            {{row.kind, std::move(row.target)}, std::move(row.field), std::move(row.language)});
    });
    for (auto& [id, record] : links)
        std::ranges::sort(record.links);
    return links;
}

void store_links(db::Connection& db, TenantId tenant, LinkSubject const& subject, RecordLinks const& record)
{
    db.execute(
        "DELETE FROM link_uses WHERE tenant_id = ? AND subject_kind = ? AND subject_id = ?", tenant,
        subject.kind, subject.id);
    for (auto const& link : record.links)
        db.execute(
            "INSERT INTO link_uses (tenant_id, target_id, subject_kind, subject_id, owner, field, language)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            tenant, find_or_insert_target(db, tenant, link.target), subject.kind, subject.id, record.owner,
            link.field, link.language);
}

std::vector<LinkId> list_unused_targets(db::Connection& db, TenantId tenant, LinkId after, int limit)
{
    return db.list<LinkId>(
        "SELECT id FROM link_targets WHERE tenant_id + 0 = ? AND id > ?"
        " AND NOT EXISTS (SELECT 1 FROM link_uses WHERE target_id = link_targets.id) ORDER BY id LIMIT ?",
        tenant, after, limit);
}

std::vector<LinkId> erase_unused_targets(
    db::Connection& db, TenantId tenant, std::vector<LinkId> const& targets)
{
    db::Query query(
        "DELETE FROM link_targets WHERE tenant_id + 0 = ?"
        " AND NOT EXISTS (SELECT 1 FROM link_uses WHERE target_id = link_targets.id)",
        tenant);
    return db.list<LinkId>(query.add_any_of("id", targets).add(" RETURNING id"));
}

std::vector<std::string> list_unused_hosts(db::Connection& db, TenantId tenant, int limit)
{
    return db.list<std::string>(
        "SELECT host FROM link_hosts WHERE tenant_id = ? AND NOT EXISTS (SELECT 1 FROM link_targets"
        " WHERE link_targets.tenant_id = link_hosts.tenant_id AND link_targets.host = link_hosts.host)"
        " LIMIT ?",
        tenant, limit);
}

void erase_unused_hosts(db::Connection& db, TenantId tenant, std::vector<std::string> const& hosts)
{
    db::Query query(
        "DELETE FROM link_hosts WHERE tenant_id = ? AND NOT EXISTS (SELECT 1 FROM link_targets"
        " WHERE link_targets.tenant_id = link_hosts.tenant_id AND link_targets.host = link_hosts.host)",
        tenant);
    db.execute(query.add_any_of("host", hosts));
}

std::optional<StoredLink> find_link(db::Connection& db, TenantId tenant, LinkId id)
{
    auto row = db.find<LinkRow>(
        "SELECT id, kind, target, host, state, reason, status, moved_to, checked_at, failures, failing_since,"
        " failed_on, due_at, muted_until, muted_reason, muted_by FROM link_targets"
        " WHERE tenant_id = ? AND id = ?",
        tenant, id);
    return row ? std::optional(link_of(std::move(*row))) : std::nullopt;
}

void store_finding(
    db::Connection& db, TenantId tenant, StoredLink const& link, std::optional<Instant> answered_at)
{
    db.execute(
        "UPDATE link_targets SET state = ?, reason = ?, status = ?, moved_to = ?, checked_at = ?,"
        " answered_at = COALESCE(?, answered_at), failures = ?, failing_since = ?, failed_on = ?, due_at = ?"
        " WHERE tenant_id = ? AND id = ?",
        link.state, link.reason, link.status, link.moved_to, link.checked_at, answered_at, link.failures,
        link.failing_since, link.failed_on, link.due_at, tenant, link.id);
}

void store_mute(db::Connection& db, TenantId tenant, StoredLink const& link)
{
    db.execute(
        "UPDATE link_targets SET muted_until = ?, muted_reason = ?, muted_by = ?"
        " WHERE tenant_id = ? AND id = ?",
        link.muted_until, link.muted_reason, link.muted_by, tenant, link.id);
}

bool has_answer_since(db::Connection& db, TenantId tenant, Instant since)
{
    return db
        .find<LinkId>(
            "SELECT id FROM link_targets WHERE tenant_id = ? AND answered_at >= ? LIMIT 1", tenant, since)
        .has_value();
}

std::vector<StoredLink> list_unasked_links(
    db::Connection& db, TenantId tenant, LinkSubject const& subject, int limit)
{
    return links_of(db.list<LinkRow>(
        "SELECT t.id, t.kind, t.target, t.host, t.state, t.reason, t.status, t.moved_to, t.checked_at,"
        " t.failures, t.failing_since, t.failed_on, t.due_at, t.muted_until, t.muted_reason, t.muted_by"
        " FROM link_targets t WHERE t.tenant_id = ? AND t.state = ? AND t.host <> '' AND t.due_at IS NULL"
        " AND t.id IN (SELECT u.target_id FROM link_uses u WHERE u.tenant_id = ? AND u.subject_kind = ?"
        " AND u.subject_id = ?) ORDER BY t.id LIMIT ?",
        tenant, LinkState::unchecked, tenant, subject.kind, subject.id, limit));
}

std::vector<LinkUse> list_uses(db::Connection& db, TenantId tenant, std::vector<LinkId> const& links)
{
    struct Row {
        LinkId link;
        std::string subject_kind;
        std::int64_t subject_id, owner;
        std::string field, language;
    };
    db::Query query(
        "SELECT target_id, subject_kind, subject_id, owner, field, language FROM link_uses"
        " WHERE tenant_id + 0 = ?",
        tenant);
    query.add_any_of("target_id", links);
    query.add(" ORDER BY subject_kind, subject_id, field, language");
    std::vector<LinkUse> uses;
    for (auto& row : db.list<Row>(query))
        uses.push_back(
            {row.link,
             {std::move(row.subject_kind), row.subject_id},
             row.owner,
             std::move(row.field),
             std::move(row.language)});
    return uses;
}

std::vector<DueLink> list_links_to_check(
    db::Connection& db, TenantId tenant, Instant now, Instant asked_before, int limit)
{
    return db.list<DueLink>(
        "SELECT t.id, t.host FROM link_targets t LEFT JOIN link_hosts h ON h.tenant_id = t.tenant_id"
        " AND h.host = t.host WHERE t.tenant_id = ? AND t.host <> '' AND t.state <> 'doubtful'"
        " AND (t.state IN ('gone', 'unreachable') OR COALESCE(t.checked_at, '') < ?)"
        " AND (h.retry_at IS NULL OR h.retry_at <= ?)"
        " ORDER BY COALESCE(t.checked_at, ''), t.id LIMIT ?",
        tenant, to_iso(asked_before), now, limit);
}

void clear_due(db::Connection& db, TenantId tenant)
{
    db.execute("UPDATE link_targets SET due_at = NULL WHERE tenant_id = ? AND due_at IS NOT NULL", tenant);
}

void clear_due(db::Connection& db, TenantId tenant, std::string_view host)
{
    db.execute("UPDATE link_targets SET due_at = NULL WHERE tenant_id = ? AND host = ?", tenant, host);
}

void mark_due(db::Connection& db, TenantId tenant, LinkId link, Instant now)
{
    db.execute("UPDATE link_targets SET due_at = ? WHERE tenant_id = ? AND id = ?", now, tenant, link);
}

std::optional<StoredLink> find_due_link(db::Connection& db, TenantId tenant, std::string_view host)
{
    auto row = db.find<LinkRow>(
        "SELECT id, kind, target, host, state, reason, status, moved_to, checked_at, failures, failing_since,"
        " failed_on, due_at, muted_until, muted_reason, muted_by FROM link_targets"
        " WHERE tenant_id = ? AND host = ? AND due_at IS NOT NULL"
        " ORDER BY COALESCE(checked_at, ''), id LIMIT 1",
        tenant, host);
    return row ? std::optional(link_of(std::move(*row))) : std::nullopt;
}

std::vector<StoredLink> list_due_links(db::Connection& db, TenantId tenant, std::string_view host)
{
    return links_of(db.list<LinkRow>(
        "SELECT id, kind, target, host, state, reason, status, moved_to, checked_at, failures, failing_since,"
        " failed_on, due_at, muted_until, muted_reason, muted_by FROM link_targets"
        " WHERE tenant_id = ? AND host = ? AND due_at IS NOT NULL ORDER BY id",
        tenant, host));
}

LinkHost find_host(db::Connection& db, TenantId tenant, std::string_view host)
{
    struct Row {
        std::int64_t failures;
        std::optional<Date> failed_on;
        std::optional<Instant> retry_at;
        std::optional<std::int64_t> busy_job;
        std::optional<Instant> busy_until;
    };
    auto const row = db.find<Row>(
        "SELECT failures, failed_on, retry_at, busy_job, busy_until FROM link_hosts"
        " WHERE tenant_id = ? AND host = ?",
        tenant, host);
    if (!row)
        return {};
    return {static_cast<int>(row->failures), row->failed_on, row->retry_at, row->busy_job, row->busy_until};
}

void store_host(db::Connection& db, TenantId tenant, std::string_view name, LinkHost const& host)
{
    auto const changed = db.execute(
        "UPDATE link_hosts SET failures = ?, failed_on = ?, retry_at = ?, busy_job = ?, busy_until = ?"
        " WHERE tenant_id = ? AND host = ?",
        host.failures, host.failed_on, host.retry_at, host.busy_job, host.busy_until, tenant, name);
    if (changed == 0)
        db.execute(
            "INSERT INTO link_hosts (tenant_id, host, failures, failed_on, retry_at, busy_job, busy_until)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            tenant, name, host.failures, host.failed_on, host.retry_at, host.busy_job, host.busy_until);
}

std::vector<StoredLink> list_stored_links(db::Connection& db, TenantId tenant, LinkQuery const& query)
{
    db::Query sql(
        "SELECT id, kind, target, host, state, reason, status, moved_to, checked_at, failures, failing_since,"
        " failed_on, due_at, muted_until, muted_reason, muted_by FROM link_targets");
    // Words are looked for in the index, which has targets and ids; only what is shown is fetched.
    bool const is_found_by_words = query.order == LinkOrder::target && !query.text.empty();
    if (is_found_by_words)
        sql.add(" WHERE tenant_id + 0 = ? AND id IN (SELECT id FROM link_targets", tenant);
    add_conditions(sql, tenant, query);
    if (query.order == LinkOrder::target)
        sql.order_by("list_text", query.descending);
    else
        sql.order_by("COALESCE(checked_at, '')", query.descending);
    sql.add(" LIMIT ? OFFSET ?", query.limit, query.offset);
    if (is_found_by_words)
        sql.add(")").order_by("list_text", query.descending);
    return links_of(db.list<LinkRow>(sql));
}

std::int64_t count_stored_links(
    db::Connection& db, TenantId tenant, LinkQuery const& query, std::int64_t most)
{
    db::Query sql("SELECT count(*) FROM (SELECT 1 FROM link_targets");
    add_conditions(sql, tenant, query);
    sql.add(" LIMIT ?) AS found", most);
    return db.list<std::int64_t>(sql).front();
}

} // namespace kommin::portal
