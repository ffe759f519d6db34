#include "modules/funding/grants/voucher_store.hpp"

#include "platform/search/fold.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <utility>

namespace kommin::funding {

namespace {

constexpr std::size_t vouchers_at_once = 500; // placeholders of one statement

constexpr db::SqlLiteral voucher_columns{
    "v.id, v.body_id, v.passed_on_id, v.number, v.day, v.paid_on, v.payee, v.purpose, v.amount, v.kind,"
    " v.measure_id, v.file, v.file_name, v.file_size, v.cancel_reason, v.erased_on, v.version, v.changed_at"
    " FROM vouchers v"};

struct VoucherRow {
    VoucherId id;
    std::optional<tenants::BodyId> body;
    std::optional<PassedOnId> passed_on;
    std::string number;
    Date day;
    std::optional<Date> paid_on;
    std::string payee, purpose;
    Money amount;
    CostKind kind;
    std::optional<goals::MeasureId> measure;
    std::optional<std::string> file;
    std::string file_name;
    std::int64_t file_size;
    std::string cancel_reason;
    std::optional<Date> erased_on;
    std::int64_t version;
    Instant changed_at;
};

struct ShareRow {
    VoucherId voucher;
    GrantId grant;
    std::int64_t serial;
    Money amount;
};

std::map<VoucherId, std::vector<VoucherShare>> list_shares(
    db::Connection& db, TenantId tenant, std::vector<VoucherId> const& ids)
{
    std::map<VoucherId, std::vector<VoucherShare>> shares;
    for (std::span rest(ids); !rest.empty();) {
        auto const part = rest.first(std::min(rest.size(), vouchers_at_once));
        rest = rest.subspan(part.size());
        db::Query sql(
            "SELECT voucher_id, grant_id, serial, amount FROM voucher_shares WHERE tenant_id + 0 = ?",
            tenant);
        sql.add_any_of("voucher_id", std::vector<VoucherId>(part.begin(), part.end()));
        for (auto const& row : db.list<ShareRow>(sql.add(" ORDER BY voucher_id, grant_id")))
            shares[row.voucher].push_back({.grant = row.grant, .amount = row.amount, .serial = row.serial});
    }
    return shares;
}

std::vector<Voucher> with_shares(db::Connection& db, TenantId tenant, std::vector<VoucherRow> rows)
{
    std::vector<VoucherId> ids;
    for (auto const& row : rows)
        ids.push_back(row.id);
    auto shares = list_shares(db, tenant, ids);
    std::vector<Voucher> vouchers;
    for (auto& row : rows)
        vouchers.push_back(
            {.id = row.id,
             .body = row.body,
             .passed_on = row.passed_on,
             .number = std::move(row.number),
             .day = row.day,
             .paid_on = row.paid_on,
             .payee = std::move(row.payee),
             .purpose = std::move(row.purpose),
             .amount = row.amount,
             .kind = row.kind,
             .measure = row.measure,
             .file = row.file.value_or(std::string{}),
             .file_name = std::move(row.file_name),
             .file_size = row.file_size,
             .cancel_reason = std::move(row.cancel_reason),
             .erased_on = row.erased_on,
             .shares = std::move(shares[row.id]),
             .version = row.version,
             .changed_at = row.changed_at});
    return vouchers;
}

std::optional<std::string> stored_file(Voucher const& voucher)
{
    return voucher.file.empty() ? std::nullopt : std::optional(voucher.file);
}

void insert_share(db::Connection& db, TenantId tenant, VoucherId id, VoucherShare const& share)
{
    db.execute(
        "INSERT INTO voucher_shares (tenant_id, voucher_id, grant_id, serial, amount) VALUES (?, ?, ?,"
        " (SELECT COALESCE(MAX(s.serial), 0) + 1 FROM voucher_shares s WHERE s.grant_id = ?), ?)",
        tenant, id, share.grant, share.grant, share.amount);
}

}

std::vector<Voucher> list_vouchers(db::Connection& db, TenantId tenant, GrantId grant, int limit)
{
    db::Query sql("SELECT ");
    sql.add(voucher_columns)
        .add(
            " JOIN voucher_shares s ON s.voucher_id = v.id WHERE s.tenant_id = ? AND s.grant_id = ?"
            " ORDER BY s.serial LIMIT ?",
            tenant, grant, limit);
    return with_shares(db, tenant, db.list<VoucherRow>(sql));
}

std::int64_t count_vouchers(db::Connection& db, TenantId tenant, GrantId grant)
{
    return db.load<std::int64_t>(
        "SELECT COUNT(*) FROM voucher_shares WHERE tenant_id = ? AND grant_id = ?", tenant, grant);
}

std::vector<Voucher> list_vouchers_below(db::Connection& db, TenantId tenant, PassedOnId id, int limit)
{
    db::Query sql("SELECT ");
    sql.add(voucher_columns)
        .add(" WHERE v.tenant_id = ? AND v.passed_on_id = ? ORDER BY v.id LIMIT ?", tenant, id, limit);
    return with_shares(db, tenant, db.list<VoucherRow>(sql));
}

std::int64_t count_vouchers_below(db::Connection& db, TenantId tenant, PassedOnId id)
{
    return db.load<std::int64_t>(
        "SELECT COUNT(*) FROM vouchers WHERE tenant_id = ? AND passed_on_id = ?", tenant, id);
}

std::vector<Voucher> list_vouchers_of(db::Connection& db, TenantId tenant, std::vector<VoucherId> const& ids)
{
    db::Query sql("SELECT ");
    sql.add(voucher_columns).add(" WHERE v.tenant_id + 0 = ?", tenant).add_any_of("v.id", ids);
    return with_shares(db, tenant, db.list<VoucherRow>(sql));
}

std::optional<Voucher> load_voucher(db::Connection& db, TenantId tenant, VoucherId id)
{
    db::Query sql("SELECT ");
    sql.add(voucher_columns).add(" WHERE v.tenant_id = ? AND v.id = ?", tenant, id);
    auto found = with_shares(db, tenant, db.list<VoucherRow>(sql));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

VoucherId insert_voucher(
    db::Connection& db, TenantId tenant, Voucher const& voucher, std::string_view mark, Instant now)
{
    auto const& one = voucher;
    auto const id = db.load<VoucherId>(
        "INSERT INTO vouchers (tenant_id, body_id, passed_on_id, number, day, paid_on, payee, purpose,"
        " amount, kind, measure_id, file, file_name, file_size, cancel_reason, mark, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, one.body, one.passed_on, one.number, one.day, one.paid_on, one.payee, one.purpose, one.amount,
        one.kind, one.measure, stored_file(one), one.file_name, one.file_size, one.cancel_reason, mark, now);
    for (auto const& share : one.shares)
        insert_share(db, tenant, id, share);
    return id;
}

std::optional<VoucherId> find_voucher_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<VoucherId>("SELECT id FROM vouchers WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_voucher(db::Connection& db, TenantId tenant, Voucher const& voucher, Instant now)
{
    auto const& one = voucher;
    db.execute(
        "UPDATE vouchers SET number = ?, day = ?, paid_on = ?, payee = ?, purpose = ?, amount = ?, kind = ?,"
        " measure_id = ?, file = ?, file_name = ?, file_size = ?, cancel_reason = ?,"
        " version = version + 1, changed_at = ? WHERE tenant_id = ? AND id = ?",
        one.number, one.day, one.paid_on, one.payee, one.purpose, one.amount, one.kind, one.measure,
        stored_file(one), one.file_name, one.file_size, one.cancel_reason, now, tenant, one.id);
}

void update_shares(db::Connection& db, TenantId tenant, VoucherId id, std::vector<VoucherShare> const& shares)
{
    db.execute("UPDATE voucher_shares SET amount = 0 WHERE tenant_id = ? AND voucher_id = ?", tenant, id);
    auto const stored = list_shares(db, tenant, {id});
    auto const& there = stored.contains(id) ? stored.at(id) : std::vector<VoucherShare>{};
    for (auto const& share : shares) {
        if (std::ranges::find(there, share.grant, &VoucherShare::grant) == there.end())
            insert_share(db, tenant, id, share);
        else
            db.execute(
                "UPDATE voucher_shares SET amount = ? WHERE tenant_id = ? AND voucher_id = ?"
                " AND grant_id = ?",
                share.amount, tenant, id, share.grant);
    }
}

std::map<GrantId, std::vector<Outflow>> list_outflows(
    db::Connection& db, TenantId tenant, std::vector<GrantId> const& grants)
{
    struct Row {
        GrantId grant;
        Date paid_on;
        Money amount;
    };
    std::map<GrantId, std::vector<Outflow>> flows;
    for (std::span rest(grants); !rest.empty();) {
        auto const part = rest.first(std::min(rest.size(), vouchers_at_once));
        rest = rest.subspan(part.size());
        db::Query sql(
            "SELECT s.grant_id, v.paid_on, CAST(SUM(s.amount) AS BIGINT) FROM voucher_shares s"
            " JOIN vouchers v ON v.id = s.voucher_id AND v.cancel_reason = '' AND v.paid_on IS NOT NULL"
            " WHERE s.tenant_id + 0 = ?",
            tenant);
        sql.add_any_of("s.grant_id", std::vector<GrantId>(part.begin(), part.end()));
        for (auto const& row : db.list<Row>(sql.add(" GROUP BY s.grant_id, v.paid_on ORDER BY v.paid_on")))
            flows[row.grant].push_back({row.paid_on, row.amount});
    }
    return flows;
}

std::vector<KindSum> list_spent_by_kind(
    db::Connection& db, TenantId tenant, GrantId grant, std::optional<Date> until)
{
    db::Query sql(
        "SELECT v.kind, CAST(SUM(s.amount) AS BIGINT) FROM voucher_shares s"
        " JOIN vouchers v ON v.id = s.voucher_id AND v.cancel_reason = '' AND v.paid_on IS NOT NULL"
        " WHERE s.tenant_id = ? AND s.grant_id = ?",
        tenant, grant);
    if (until)
        sql.add(" AND v.paid_on <= ?", *until);
    auto sums = db.list<KindSum>(sql.add(" GROUP BY v.kind"));
    std::ranges::sort(sums, {}, &KindSum::kind);
    return sums;
}

std::vector<LikeVoucher> list_vouchers_like_others(
    db::Connection& db, TenantId tenant, Owners const& owners, int limit)
{
    db::Query sql("SELECT ");
    // What was erased has no payee any more: it would be like anything of its day and amount.
    sql.add(voucher_columns)
        .add(" WHERE v.tenant_id = ? AND v.cancel_reason = '' AND v.erased_on IS NULL", tenant);
    if (owners)
        sql.add_any_of("COALESCE(v.body_id, 0)", *owners);
    sql.add(
        " AND (EXISTS (SELECT 1 FROM vouchers o WHERE o.tenant_id = v.tenant_id AND o.day = v.day"
        " AND o.amount = v.amount AND o.id <> v.id AND o.cancel_reason = '')"
        " OR EXISTS (SELECT 1 FROM vouchers f WHERE f.tenant_id = v.tenant_id AND f.file = v.file"
        " AND f.id <> v.id AND f.cancel_reason = '')"
        " OR v.amount < (SELECT SUM(s.amount) FROM voucher_shares s WHERE s.voucher_id = v.id))"
        " ORDER BY v.id DESC LIMIT ?",
        limit);
    std::vector<LikeVoucher> found;
    for (auto& one : with_shares(db, tenant, db.list<VoucherRow>(sql))) {
        LikeVoucher like;
        like.shared
            = {.id = one.id.value,
               .day = one.day,
               .payee = search::folded_text(one.payee),
               .number = search::folded_text(one.number),
               .amount = one.amount,
               .shares = {}};
        for (auto const& share : one.shares) {
            like.shared.shares.push_back(share.amount);
            if (!like.grant)
                like.grant = share.grant;
        }
        like.payee = std::move(one.payee);
        like.purpose = std::move(one.purpose);
        like.file = std::move(one.file);
        found.push_back(std::move(like));
    }
    return found;
}

std::vector<std::string> list_voucher_hashes(db::Connection& db, TenantId tenant)
{
    return db.list<std::string>(
        "SELECT DISTINCT file FROM vouchers WHERE tenant_id = ? AND file IS NOT NULL ORDER BY file", tenant);
}

std::int64_t bytes_of_vouchers(db::Connection& db, TenantId tenant)
{
    return db.load<std::int64_t>(
        "SELECT CAST(COALESCE(SUM(file_size), 0) AS BIGINT) FROM vouchers WHERE tenant_id = ?", tenant);
}

} // namespace kommin::funding
