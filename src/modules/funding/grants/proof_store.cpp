#include "modules/funding/grants/proof_store.hpp"

#include "platform/db/query.hpp"

#include <utility>

namespace kommin::funding {

namespace {

constexpr db::SqlLiteral proof_columns{
    "SELECT id, grant_id, edition, kind, until, own, other, returned, report, handed_in_on, sums, outcome,"
    " outcome_text, version, changed_at FROM grant_proofs WHERE tenant_id = ?"};
// The same without the sums: what a list says of a proof does not need its two thousand vouchers.
constexpr db::SqlLiteral listed_proof_columns{
    "SELECT id, grant_id, edition, kind, until, own, other, returned, report, handed_in_on, '' AS sums,"
    " outcome, outcome_text, version, changed_at FROM grant_proofs WHERE tenant_id = ?"};

}

std::vector<ProofOfUse> list_proofs(db::Connection& db, TenantId tenant, GrantId grant)
{
    return db.list<ProofOfUse>(
        db::Query(listed_proof_columns, tenant).add(" AND grant_id = ? ORDER BY edition", grant));
}

std::vector<ProofOfUse> list_handed_in_proofs(db::Connection& db, TenantId tenant, GrantId grant)
{
    return db.list<ProofOfUse>(
        db::Query(proof_columns, tenant)
            .add(" AND grant_id = ? AND handed_in_on IS NOT NULL ORDER BY edition", grant));
}

std::optional<ProofOfUse> load_proof(db::Connection& db, TenantId tenant, ProofId id)
{
    auto found = db.list<ProofOfUse>(db::Query(proof_columns, tenant).add(" AND id = ?", id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

ProofId insert_proof(
    db::Connection& db, TenantId tenant, ProofOfUse const& proof, std::string_view mark, Instant now)
{
    auto const& one = proof;
    return db.load<ProofId>(
        "INSERT INTO grant_proofs (tenant_id, grant_id, kind, until, own, other, returned, report,"
        " handed_in_on, edition, sums, outcome, outcome_text, mark, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?,"
        " ?, ?, (SELECT COALESCE(MAX(p.edition), 0) + 1 FROM grant_proofs p WHERE p.grant_id = ?), ?, ?, ?,"
        " ?, ?) RETURNING id",
        tenant, one.grant, one.kind, one.until, one.own, one.other, one.returned, one.report,
        one.handed_in_on, one.grant, one.sums, one.outcome, one.outcome_text, mark, now);
}

std::optional<ProofId> find_proof_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<ProofId>("SELECT id FROM grant_proofs WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_proof(db::Connection& db, TenantId tenant, ProofOfUse const& proof, Instant now)
{
    auto const& one = proof;
    db.execute(
        "UPDATE grant_proofs SET kind = ?, until = ?, own = ?, other = ?, returned = ?, report = ?,"
        " handed_in_on = ?, sums = ?, outcome = ?, outcome_text = ?, version = version + 1, changed_at = ?"
        " WHERE tenant_id = ? AND id = ?",
        one.kind, one.until, one.own, one.other, one.returned, one.report, one.handed_in_on, one.sums,
        one.outcome, one.outcome_text, now, tenant, one.id);
}

std::map<std::string, AcceptedFinding> list_accepted_findings(db::Connection& db, TenantId tenant)
{
    std::map<std::string, AcceptedFinding> found;
    for (auto& one : db.list<AcceptedFinding>(
             "SELECT key, reason, accepted_by, accepted_at FROM grant_findings_accepted WHERE tenant_id = ?",
             tenant))
        found.emplace(one.key, std::move(one));
    return found;
}

void insert_accepted_finding(db::Connection& db, TenantId tenant, AcceptedFinding const& finding)
{
    db.execute(
        "INSERT INTO grant_findings_accepted (tenant_id, key, reason, accepted_by, accepted_at)"
        " VALUES (?, ?, ?, ?, ?)",
        tenant, finding.key, finding.reason, finding.accepted_by, finding.accepted_at);
}

} // namespace kommin::funding
