#pragma once
// SQL of what is no longer kept of vouchers and proofs. Every function works inside the caller's transaction.
//
// A grant is over where its newest proof is a last one, handed in and not asked about, and so many years are
// over after that one. Without a programme it is default_keep_years.

#include "modules/funding/grants/proof_store.hpp"
#include "modules/funding/grants/voucher_store.hpp"

#include <vector>

namespace kommin::funding {

// Not erased yet, of grants that are over: of one that several account for, all of them. The oldest first; at
// most `limit`.
std::vector<Voucher> list_vouchers_to_erase(db::Connection& db, TenantId tenant, Date today, int limit);
// Its amount, day, kind and number stay.
void erase_words_of_voucher(db::Connection& db, TenantId tenant, VoucherId id, Date today);

// It stays the same version: it says the same sums.
void update_erased_sums(db::Connection& db, TenantId tenant, ProofId id, std::string_view sums);

// Contracts of grants that are over, as long as they have an address, somebody who answers, or a question.
// What is erased is the next version: a form that was open before cannot bring it back.
std::vector<PassedOnId> list_contracts_to_erase(db::Connection& db, TenantId tenant, Date today, int limit);
void erase_address_of_contract(db::Connection& db, TenantId tenant, PassedOnId id);

// Contracts of which nothing became, because the application was refused, withdrawn, never sent or never
// answered, unchanged since then, with links that ended before that day; as long as they have any words. What
// was agreed or paid without an answer is a contract all the same.
std::vector<PassedOnId> list_requests_to_erase(
    db::Connection& db, TenantId tenant, Instant unchanged_since, Date ended_by, int limit);
// From then on it is withdrawn: nothing waits for anybody any more.
void erase_words_of_request(db::Connection& db, TenantId tenant, PassedOnId id);

} // namespace kommin::funding
