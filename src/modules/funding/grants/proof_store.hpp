#pragma once
// SQL of proofs of use, and of what was found to be no double funding. Every function works inside the
// caller's transaction.

#include "modules/funding/grants/grant_proof.hpp"
#include "platform/db/connection.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

inline constexpr db::SqlLiteral proof_table{"grant_proofs"};

// By their editions, without their sums.
std::vector<ProofOfUse> list_proofs(db::Connection& db, TenantId tenant, GrantId grant);
// Those that were handed in, with their sums; by their editions.
std::vector<ProofOfUse> list_handed_in_proofs(db::Connection& db, TenantId tenant, GrantId grant);
std::optional<ProofOfUse> load_proof(db::Connection& db, TenantId tenant, ProofId id);
// It gets the next edition of its grant.
ProofId insert_proof(
    db::Connection& db, TenantId tenant, ProofOfUse const& proof, std::string_view mark, Instant now);
std::optional<ProofId> find_proof_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version; grant and edition stay.
void update_proof(db::Connection& db, TenantId tenant, ProofOfUse const& proof, Instant now);

// What somebody has found to be no double funding, or agreed to.
struct AcceptedFinding {
    std::string key;
    std::string reason;
    std::string accepted_by; // Actor::code()
    Instant accepted_at;
};
std::map<std::string, AcceptedFinding> list_accepted_findings(db::Connection& db, TenantId tenant);
void insert_accepted_finding(db::Connection& db, TenantId tenant, AcceptedFinding const& finding);

} // namespace kommin::funding
