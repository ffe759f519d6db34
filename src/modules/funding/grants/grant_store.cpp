#include "modules/funding/grants/grant_store.hpp"

#include "modules/funding/reckoning/proof.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <span>
#include <utility>

namespace kommin::funding {

namespace {

constexpr std::size_t grants_at_once = 500; // placeholders of one statement

constexpr db::SqlLiteral grant_columns{
    "id, body_id, application_id, programme_id, authority, reference, title, purpose, granted_on, starts,"
    " ends, kind, share, amount, is_approximate, eligible, own, other, use_months, proof_due, conditions,"
    " contact, notice_file, notice_size, is_uncertain, remark, source, version, changed_at FROM grants"};
constexpr db::SqlLiteral payment_columns{
    "SELECT id, grant_id, requested_on, requested, received_on, received, remark, version, changed_at"
    " FROM grant_payments WHERE tenant_id = ?"};
// The same for many grants by their ids (Query::add_any_of).
constexpr db::SqlLiteral payments_of_many{
    "SELECT id, grant_id, requested_on, requested, received_on, received, remark, version, changed_at"
    " FROM grant_payments WHERE tenant_id + 0 = ?"};
constexpr db::SqlLiteral has_last_proof{
    " EXISTS (SELECT 1 FROM grant_proofs p WHERE p.grant_id = grants.id AND p.kind = 'final'"
    " AND p.handed_in_on IS NOT NULL AND p.outcome <> 'questioned')"};

struct GrantRow {
    GrantId id;
    std::optional<tenants::BodyId> body;
    std::optional<ApplicationId> application;
    std::optional<ProgrammeId> programme;
    std::string authority, reference, title, purpose;
    std::optional<PartialDate> granted_on, starts, ends;
    std::optional<Financing> kind;
    std::optional<std::int64_t> share;
    std::optional<Money> amount;
    bool is_approximate;
    std::optional<Money> eligible, own, other;
    std::int64_t use_months;
    std::optional<Date> proof_due;
    std::string conditions, contact;
    std::optional<std::string> notice_file;
    std::int64_t notice_size;
    bool is_uncertain;
    std::string remark, source;
    std::int64_t version;
    Instant changed_at;
};

Grant grant_of(GrantRow row)
{
    return {
        .id = row.id,
        .body = row.body,
        .application = row.application,
        .programme = row.programme,
        .authority = std::move(row.authority),
        .reference = std::move(row.reference),
        .title = std::move(row.title),
        .purpose = std::move(row.purpose),
        .granted_on = row.granted_on,
        .starts = row.starts,
        .ends = row.ends,
        .kind = row.kind,
        .share = row.share ? std::optional(Part{*row.share}) : std::nullopt,
        .amount = row.amount,
        .is_approximate = row.is_approximate,
        .eligible = row.eligible,
        .own = row.own,
        .other = row.other,
        .use_within = std::chrono::months(row.use_months),
        .proof_due = row.proof_due,
        .conditions = std::move(row.conditions),
        .contact = std::move(row.contact),
        .notice_file = row.notice_file.value_or(std::string{}),
        .notice_size = row.notice_size,
        .is_uncertain = row.is_uncertain,
        .remark = std::move(row.remark),
        .source = std::move(row.source),
        .version = row.version,
        .changed_at = row.changed_at};
}

std::vector<Grant> grants_of(std::vector<GrantRow> rows)
{
    std::vector<Grant> grants;
    for (auto& row : rows)
        grants.push_back(grant_of(std::move(row)));
    return grants;
}

// What somebody may look for, however it is written. It begins with the title.
std::string text_of_grant_list(Grant const& one)
{
    return search::folded_text(one.title + '\n' + one.authority + '\n' + one.reference + '\n' + one.purpose);
}

std::optional<std::int64_t> stored_share(Grant const& one)
{
    return one.share ? std::optional(one.share->ten_thousandths) : std::nullopt;
}

std::int64_t stored_months(Grant const& one)
{
    return one.use_within.count();
}

std::optional<std::string> stored_notice(Grant const& one)
{
    return one.notice_file.empty() ? std::nullopt : std::optional(one.notice_file);
}

void add_grant_conditions(db::Query& sql, GrantQuery const& query)
{
    if (query.owners)
        sql.add_any_of("COALESCE(body_id, 0)", *query.owners);
    if (query.owner)
        sql.add(" AND COALESCE(body_id, 0) = ?", *query.owner);
    if (query.programme)
        sql.add(" AND programme_id = ?", *query.programme);
    if (query.is_proven)
        sql.add(*query.is_proven ? db::SqlLiteral(" AND") : db::SqlLiteral(" AND NOT")).add(has_last_proof);
    if (query.proof_due_by)
        sql.add(" AND proof_due <= ?", *query.proof_due_by);
    if (!query.words.empty())
        sql.add(" AND list_text LIKE ? ESCAPE '!'", db::like_pattern(query.words));
}

// Calls `query` with as many ids as one statement takes.
template<class Ask>
void in_parts(std::vector<GrantId> const& ids, Ask const& ask)
{
    for (std::span rest(ids); !rest.empty();) {
        auto const part = rest.first(std::min(rest.size(), grants_at_once));
        rest = rest.subspan(part.size());
        ask(std::vector<GrantId>(part.begin(), part.end()));
    }
}

// When proofs of these grants were handed in about which nobody has asked, ascending. `days`: by grant.
std::map<GrantId, std::vector<Date>> handed_in_days(
    db::Connection& db, TenantId tenant, std::vector<DueInterim> const& days)
{
    std::vector<GrantId> ids;
    for (auto const& one : days) {
        if (ids.empty() || ids.back() != one.grant)
            ids.push_back(one.grant);
    }
    struct Row {
        GrantId grant;
        Date on;
    };
    std::map<GrantId, std::vector<Date>> handed_in;
    in_parts(ids, [&](std::vector<GrantId> const& part) {
        db::Query sql(
            "SELECT grant_id, handed_in_on FROM grant_proofs WHERE tenant_id + 0 = ?"
            " AND handed_in_on IS NOT NULL AND outcome <> 'questioned'",
            tenant);
        sql.add_any_of("grant_id", part);
        for (auto const& row : db.list<Row>(sql.add(" ORDER BY handed_in_on")))
            handed_in[row.grant].push_back(row.on);
    });
    return handed_in;
}

}

std::vector<Grant> list_grants(db::Connection& db, TenantId tenant, GrantQuery const& query, int limit)
{
    db::Query sql("SELECT ");
    sql.add(grant_columns).add(" WHERE tenant_id = ?", tenant);
    add_grant_conditions(sql, query);
    sql.add(
        query.proof_due_by ? db::SqlLiteral(" ORDER BY proof_due, id") : db::SqlLiteral(" ORDER BY id DESC"));
    return grants_of(db.list<GrantRow>(sql.add(" LIMIT ?", limit)));
}

std::int64_t count_grants(db::Connection& db, TenantId tenant, GrantQuery const& query, std::int64_t most)
{
    db::Query sql("SELECT count(*) FROM (SELECT 1 FROM grants WHERE tenant_id = ?", tenant);
    add_grant_conditions(sql, query);
    return db.list<std::int64_t>(sql.add(" LIMIT ?) AS counted", most)).front();
}

std::vector<Grant> list_grants_with_payments(
    db::Connection& db, TenantId tenant, Owners const& owners, PaymentDays const& days, GrantId after,
    int limit)
{
    db::Query sql("SELECT ");
    sql.add(grant_columns).add(" WHERE tenant_id = ? AND id > ?", tenant, after);
    if (owners)
        sql.add_any_of("COALESCE(body_id, 0)", *owners);
    sql.add(" AND NOT").add(has_last_proof);
    sql.add(
        " AND EXISTS (SELECT 1 FROM grant_payments y WHERE y.grant_id = grants.id"
        " AND ((y.received_on IS NULL AND y.requested > 0 AND y.requested_on <= ?)"
        " OR (y.received > 0 AND y.received_on <= ?)))",
        days.requested_by, days.received_by);
    return grants_of(db.list<GrantRow>(sql.add(" ORDER BY id LIMIT ?", limit)));
}

std::vector<Grant> list_grants_of(
    db::Connection& db, TenantId tenant, Owners const& owners, std::vector<GrantId> const& ids)
{
    std::vector<Grant> found;
    in_parts(ids, [&](std::vector<GrantId> const& part) {
        db::Query sql("SELECT ");
        sql.add(grant_columns).add(" WHERE tenant_id + 0 = ?", tenant);
        if (owners)
            sql.add_any_of("COALESCE(body_id, 0)", *owners);
        sql.add_any_of("id", part);
        std::ranges::move(grants_of(db.list<GrantRow>(sql)), std::back_inserter(found));
    });
    return found;
}

std::optional<Grant> load_grant(db::Connection& db, TenantId tenant, GrantId id)
{
    db::Query sql("SELECT ");
    auto grants = grants_of(
        db.list<GrantRow>(sql.add(grant_columns).add(" WHERE tenant_id = ? AND id = ?", tenant, id)));
    return grants.empty() ? std::nullopt : std::optional(std::move(grants.front()));
}

std::optional<GrantId> find_grant_of_application(db::Connection& db, TenantId tenant, ApplicationId id)
{
    return db.find<GrantId>("SELECT id FROM grants WHERE tenant_id = ? AND application_id = ?", tenant, id);
}

GrantId insert_grant(
    db::Connection& db, TenantId tenant, Grant const& grant, std::string_view mark, Instant now)
{
    auto const& one = grant;
    return db.load<GrantId>(
        "INSERT INTO grants (tenant_id, body_id, application_id, programme_id, authority, reference, title,"
        " purpose, granted_on, starts, ends, kind, share, amount, is_approximate, eligible, own, other,"
        " use_months, proof_due, conditions, contact, notice_file, notice_size, is_uncertain, remark,"
        " source, list_text, mark, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, one.body, one.application, one.programme, one.authority, one.reference, one.title,
        one.purpose, one.granted_on, one.starts, one.ends, one.kind, stored_share(one), one.amount,
        one.is_approximate, one.eligible, one.own, one.other, stored_months(one), one.proof_due,
        one.conditions, one.contact, stored_notice(one), one.notice_size, one.is_uncertain, one.remark,
        one.source, text_of_grant_list(one), mark, now);
}

std::optional<GrantId> find_grant_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<GrantId>("SELECT id FROM grants WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_grant(db::Connection& db, TenantId tenant, Grant const& grant, Instant now)
{
    auto const& one = grant;
    db.execute(
        "UPDATE grants SET application_id = ?, programme_id = ?, authority = ?, reference = ?, title = ?,"
        " purpose = ?, granted_on = ?, starts = ?, ends = ?, kind = ?, share = ?, amount = ?,"
        " is_approximate = ?, eligible = ?, own = ?, other = ?, use_months = ?, proof_due = ?,"
        " conditions = ?, contact = ?, notice_file = ?, notice_size = ?, is_uncertain = ?, remark = ?,"
        " source = ?, list_text = ?, version = version + 1, changed_at = ? WHERE tenant_id = ? AND id = ?",
        one.application, one.programme, one.authority, one.reference, one.title, one.purpose, one.granted_on,
        one.starts, one.ends, one.kind, stored_share(one), one.amount, one.is_approximate, one.eligible,
        one.own, one.other, stored_months(one), one.proof_due, one.conditions, one.contact,
        stored_notice(one), one.notice_size, one.is_uncertain, one.remark, one.source,
        text_of_grant_list(one), now, tenant, one.id);
}

std::vector<KindSum> list_grant_costs(db::Connection& db, TenantId tenant, GrantId id)
{
    auto costs = db.list<KindSum>(
        "SELECT kind, amount FROM grant_costs WHERE tenant_id = ? AND grant_id = ?", tenant, id);
    std::ranges::sort(costs, {}, &KindSum::kind);
    return costs;
}

void update_grant_costs(db::Connection& db, TenantId tenant, GrantId id, std::vector<KindSum> const& costs)
{
    db.execute("DELETE FROM grant_costs WHERE tenant_id = ? AND grant_id = ?", tenant, id);
    for (auto const& one : costs)
        db.execute(
            "INSERT INTO grant_costs (tenant_id, grant_id, kind, amount) VALUES (?, ?, ?, ?)", tenant, id,
            one.kind, one.amount);
}

std::vector<Date> list_interim_days(db::Connection& db, TenantId tenant, GrantId id)
{
    return db.list<Date>(
        "SELECT day FROM grant_interim_days WHERE tenant_id = ? AND grant_id = ? ORDER BY day", tenant, id);
}

void update_interim_days(db::Connection& db, TenantId tenant, GrantId id, std::vector<Date> const& days)
{
    db.execute("DELETE FROM grant_interim_days WHERE tenant_id = ? AND grant_id = ?", tenant, id);
    for (auto const day : days)
        db.execute(
            "INSERT INTO grant_interim_days (tenant_id, grant_id, day) VALUES (?, ?, ?)", tenant, id, day);
}

std::vector<DueInterim> list_interim_due(
    db::Connection& db, TenantId tenant, Owners const& owners, Date until, int limit)
{
    db::Query sql(
        "SELECT grants.id, grants.title, d.day FROM grants JOIN grant_interim_days d"
        " ON d.tenant_id = grants.tenant_id AND d.grant_id = grants.id WHERE grants.tenant_id = ?",
        tenant);
    if (owners)
        sql.add_any_of("COALESCE(grants.body_id, 0)", *owners);
    sql.add(" AND NOT").add(has_last_proof);
    sql.add(
        " AND EXISTS (SELECT 1 FROM grant_interim_days e WHERE e.tenant_id = grants.tenant_id"
        " AND e.grant_id = grants.id AND e.day <= ?) ORDER BY grants.id, d.day",
        until);
    auto const days = db.list<DueInterim>(sql);
    auto const handed_in = handed_in_days(db, tenant, days);
    std::vector<DueInterim> due;
    for (std::span rest(days); !rest.empty();) {
        auto const end = std::ranges::find_if(
            rest, [&](DueInterim const& one) { return one.grant != rest.front().grant; });
        auto const of_grant = rest.first(static_cast<std::size_t>(end - rest.begin()));
        rest = rest.subspan(of_grant.size());
        std::vector<Date> all;
        std::ranges::transform(of_grant, std::back_inserter(all), &DueInterim::day);
        auto const proofs = handed_in.find(of_grant.front().grant);
        auto const open = open_interim_days(
            all, proofs == handed_in.end() ? std::span<Date const>{} : std::span(proofs->second));
        for (auto const& one : of_grant.last(open.size())) {
            if (one.day <= until)
                due.push_back(one);
        }
    }
    std::ranges::stable_sort(due, {}, &DueInterim::day);
    if (std::ssize(due) > limit)
        due.resize(static_cast<std::size_t>(limit));
    return due;
}

std::vector<PaymentCall> list_payments(db::Connection& db, TenantId tenant, GrantId id)
{
    return db.list<PaymentCall>(
        db::Query(payment_columns, tenant).add(" AND grant_id = ? ORDER BY requested_on, id", id));
}

std::vector<PaymentCall> list_payments(db::Connection& db, TenantId tenant, std::vector<GrantId> const& ids)
{
    std::vector<PaymentCall> found;
    in_parts(ids, [&](std::vector<GrantId> const& part) {
        db::Query sql(payments_of_many, tenant);
        sql.add_any_of("grant_id", part);
        std::ranges::move(
            db.list<PaymentCall>(sql.add(" ORDER BY requested_on, id")), std::back_inserter(found));
    });
    return found;
}

std::optional<PaymentCall> load_payment(db::Connection& db, TenantId tenant, PaymentId id)
{
    auto rows = db.list<PaymentCall>(db::Query(payment_columns, tenant).add(" AND id = ?", id));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

PaymentId insert_payment(
    db::Connection& db, TenantId tenant, PaymentCall const& payment, std::string_view mark, Instant now)
{
    auto const& one = payment;
    return db.load<PaymentId>(
        "INSERT INTO grant_payments (tenant_id, grant_id, requested_on, requested, received_on, received,"
        " remark, mark, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, one.grant, one.requested_on, one.requested, one.received_on, one.received, one.remark, mark,
        now);
}

std::optional<PaymentId> find_payment_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<PaymentId>("SELECT id FROM grant_payments WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_payment(db::Connection& db, TenantId tenant, PaymentCall const& payment, Instant now)
{
    auto const& one = payment;
    db.execute(
        "UPDATE grant_payments SET requested_on = ?, requested = ?, received_on = ?, received = ?,"
        " remark = ?, version = version + 1, changed_at = ? WHERE tenant_id = ? AND id = ?",
        one.requested_on, one.requested, one.received_on, one.received, one.remark, now, tenant, one.id);
}

std::map<GrantId, GrantSums> list_grant_sums(
    db::Connection& db, TenantId tenant, std::vector<GrantId> const& ids)
{
    struct Called {
        GrantId grant;
        Money requested, received;
    };
    struct Accounted {
        GrantId grant;
        Money amount;
    };
    std::map<GrantId, GrantSums> sums;
    for (auto const id : ids)
        sums[id] = {};
    in_parts(ids, [&](std::vector<GrantId> const& part) {
        db::Query calls(
            "SELECT grant_id,"
            " CAST(SUM(CASE WHEN received_on IS NULL THEN requested ELSE 0 END) AS BIGINT),"
            " CAST(SUM(COALESCE(received, 0)) AS BIGINT) FROM grant_payments WHERE tenant_id + 0 = ?",
            tenant);
        calls.add_any_of("grant_id", part);
        for (auto const& row : db.list<Called>(calls.add(" GROUP BY grant_id"))) {
            sums[row.grant].requested = row.requested;
            sums[row.grant].received = row.received;
        }
        db::Query shares(
            "SELECT s.grant_id, CAST(SUM(s.amount) AS BIGINT) FROM voucher_shares s"
            " JOIN vouchers v ON v.id = s.voucher_id AND v.cancel_reason = '' AND v.paid_on IS NOT NULL"
            " WHERE s.tenant_id + 0 = ?",
            tenant);
        shares.add_any_of("s.grant_id", part);
        for (auto const& row : db.list<Accounted>(shares.add(" GROUP BY s.grant_id")))
            sums[row.grant].accounted = row.amount;
        db::Query proofs(
            "SELECT DISTINCT grant_id FROM grant_proofs WHERE tenant_id + 0 = ? AND kind = 'final'"
            " AND handed_in_on IS NOT NULL AND outcome <> 'questioned'",
            tenant);
        proofs.add_any_of("grant_id", part);
        for (auto const id : db.list<GrantId>(proofs))
            sums[id].is_proven = true;
    });
    return sums;
}

std::vector<std::string> list_notice_files(db::Connection& db, TenantId tenant)
{
    return db.list<std::string>(
        "SELECT DISTINCT notice_file FROM grants WHERE tenant_id = ? AND notice_file IS NOT NULL"
        " ORDER BY notice_file",
        tenant);
}

std::int64_t bytes_of_notices(db::Connection& db, TenantId tenant)
{
    return db.load<std::int64_t>(
        "SELECT CAST(COALESCE(SUM(notice_size), 0) AS BIGINT) FROM grants WHERE tenant_id = ?", tenant);
}

} // namespace kommin::funding
