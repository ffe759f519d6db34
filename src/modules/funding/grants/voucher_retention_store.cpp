#include "modules/funding/grants/voucher_retention_store.hpp"

#include <cstdint>

namespace kommin::funding {

namespace {

// The ids of grants that are over.
db::Query grants_over(TenantId tenant, Date today)
{
    return db::Query(
        "SELECT g.id FROM grants g LEFT JOIN funding_programmes p ON p.id = g.programme_id"
        " JOIN grant_proofs f ON f.grant_id = g.id"
        " WHERE g.tenant_id = ? AND f.kind = 'final' AND f.handed_in_on IS NOT NULL"
        " AND f.outcome <> 'questioned'"
        " AND f.edition = (SELECT MAX(l.edition) FROM grant_proofs l WHERE l.grant_id = g.id)"
        " AND CAST(SUBSTR(f.handed_in_on, 1, 4) AS BIGINT) + COALESCE(p.keep_years, ?) < ?",
        tenant, std::int64_t{default_keep_years}, std::int64_t{static_cast<int>(today.year())});
}

}

std::vector<Voucher> list_vouchers_to_erase(db::Connection& db, TenantId tenant, Date today, int limit)
{
    auto const over = grants_over(tenant, today);
    db::Query sql(
        "SELECT v.id FROM vouchers v WHERE v.tenant_id = ? AND v.erased_on IS NULL"
        " AND EXISTS (SELECT 1 FROM voucher_shares s WHERE s.voucher_id = v.id AND s.grant_id IN (",
        tenant);
    sql.add(over)
        .add(")) AND NOT EXISTS (SELECT 1 FROM voucher_shares s WHERE s.voucher_id = v.id AND s.amount > 0"
             " AND s.grant_id NOT IN (")
        .add(over)
        .add(")) ORDER BY v.id LIMIT ?", limit);
    return list_vouchers_of(db, tenant, db.list<VoucherId>(sql));
}

void erase_words_of_voucher(db::Connection& db, TenantId tenant, VoucherId id, Date today)
{
    // That it was cancelled stays.
    db.execute(
        "UPDATE vouchers SET payee = '', purpose = '', file = NULL, file_name = '', file_size = 0,"
        " cancel_reason = CASE WHEN cancel_reason = '' THEN '' ELSE '-' END, erased_on = ?"
        " WHERE tenant_id = ? AND id = ?",
        today, tenant, id);
}

void update_erased_sums(db::Connection& db, TenantId tenant, ProofId id, std::string_view sums)
{
    db.execute("UPDATE grant_proofs SET sums = ? WHERE tenant_id = ? AND id = ?", sums, tenant, id);
}

std::vector<PassedOnId> list_contracts_to_erase(db::Connection& db, TenantId tenant, Date today, int limit)
{
    db::Query sql(
        "SELECT id FROM grants_passed_on WHERE tenant_id = ? AND (mail <> '' OR question <> '' OR contact <> "
        "''"
        " OR refusal <> '')"
        " AND grant_id IN (",
        tenant);
    return db.list<PassedOnId>(sql.add(grants_over(tenant, today)).add(") ORDER BY id LIMIT ?", limit));
}

void erase_address_of_contract(db::Connection& db, TenantId tenant, PassedOnId id)
{
    db.execute(
        "UPDATE grants_passed_on SET mail = '', question = '', contact = '', refusal = '', link_until = NULL,"
        " version = version + 1 WHERE tenant_id = ? AND id = ?",
        tenant, id);
}

std::vector<PassedOnId> list_requests_to_erase(
    db::Connection& db, TenantId tenant, Instant unchanged_since, Date ended_by, int limit)
{
    return db.list<PassedOnId>(
        "SELECT id FROM grants_passed_on WHERE tenant_id = ? AND request <> '' AND changed_at < ?"
        " AND (title <> '-' OR mail <> '' OR contact <> '' OR purpose <> '' OR question <> ''"
        " OR refusal <> '' OR report <> '' OR remark <> '')"
        " AND (request = 'refused' OR state = 'withdrawn'"
        " OR (state = 'drafted' AND request IN ('invited', 'received') AND agreed_on IS NULL"
        " AND paid_on IS NULL AND (link_until IS NULL OR link_until < ?))) ORDER BY id LIMIT ?",
        tenant, unchanged_since, ended_by, limit);
}

void erase_words_of_request(db::Connection& db, TenantId tenant, PassedOnId id)
{
    db.execute(
        "UPDATE grants_passed_on SET title = '-', mail = '', contact = '', purpose = '', question = '',"
        " refusal = '', report = '', remark = '', link_until = NULL, state = 'withdrawn',"
        " version = version + 1 WHERE tenant_id = ? AND id = ?",
        tenant, id);
}

} // namespace kommin::funding
