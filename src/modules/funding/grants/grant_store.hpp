#pragma once
// SQL of grants, their plan of costs and their payments. Every function works inside the caller's
// transaction.

#include "modules/funding/grants/grant.hpp"
#include "modules/funding/grants/payment.hpp"
#include "modules/funding/programmes/application_store.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral grant_table{"grants"};
inline constexpr db::SqlLiteral payment_table{"grant_payments"};

struct GrantQuery {
    Owners owners = {};
    std::optional<std::int64_t> owner = {}; // as Scope::owner(): of this one only
    std::optional<ProgrammeId> programme = {};
    std::optional<bool> is_proven = {}; // whether a last proof was handed in that nobody has asked about
    std::optional<Date> proof_due_by = {}; // only those whose last proof is due by that day
    std::string words = {}; // folded
};
// The newest first, or with `proof_due_by` the one that is due first; at most `limit`.
std::vector<Grant> list_grants(db::Connection& db, TenantId tenant, GrantQuery const& query, int limit);
// How many there are, counting no further than `most`.
std::int64_t count_grants(db::Connection& db, TenantId tenant, GrantQuery const& query, std::int64_t most);
// What is to be looked at of payments: those that were requested by the first day and have not come, and
// those that came by the second one.
struct PaymentDays {
    Date requested_by;
    Date received_by;
};
// The grants that have such a payment and wait for their last proof, by their numbers from the one behind
// `after` on.
std::vector<Grant> list_grants_with_payments(
    db::Connection& db, TenantId tenant, Owners const& owners, PaymentDays const& days, GrantId after,
    int limit);
// Those of them that these owners have, in no order.
std::vector<Grant> list_grants_of(
    db::Connection& db, TenantId tenant, Owners const& owners, std::vector<GrantId> const& ids);
std::optional<Grant> load_grant(db::Connection& db, TenantId tenant, GrantId id);
std::optional<GrantId> find_grant_of_application(db::Connection& db, TenantId tenant, ApplicationId id);

// `mark`: of the form; see find_grant_by_mark().
GrantId insert_grant(
    db::Connection& db, TenantId tenant, Grant const& grant, std::string_view mark, Instant now);
std::optional<GrantId> find_grant_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// All of the row but its owner, as the next version.
void update_grant(db::Connection& db, TenantId tenant, Grant const& grant, Instant now);

// In the order of all_cost_kinds.
std::vector<KindSum> list_grant_costs(db::Connection& db, TenantId tenant, GrantId id);
void update_grant_costs(db::Connection& db, TenantId tenant, GrantId id, std::vector<KindSum> const& costs);

// Until when proofs in between are due, ascending.
std::vector<Date> list_interim_days(db::Connection& db, TenantId tenant, GrantId id);
void update_interim_days(db::Connection& db, TenantId tenant, GrantId id, std::vector<Date> const& days);
// Such a day of a grant that waits for its last proof, which no proof has settled about which nobody has
// asked: see open_interim_days().
struct DueInterim {
    GrantId grant;
    std::string title;
    Date day;
};
// Up to that day and not settled, the earliest first; at most `limit`. Reads the days of all grants that have
// one by then, and their proofs.
std::vector<DueInterim> list_interim_due(
    db::Connection& db, TenantId tenant, Owners const& owners, Date until, int limit);

// By the day on which they were requested.
std::vector<PaymentCall> list_payments(db::Connection& db, TenantId tenant, GrantId id);
// Of several grants, likewise.
std::vector<PaymentCall> list_payments(db::Connection& db, TenantId tenant, std::vector<GrantId> const& ids);
std::optional<PaymentCall> load_payment(db::Connection& db, TenantId tenant, PaymentId id);
PaymentId insert_payment(
    db::Connection& db, TenantId tenant, PaymentCall const& payment, std::string_view mark, Instant now);
std::optional<PaymentId> find_payment_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version; its grant stays.
void update_payment(db::Connection& db, TenantId tenant, PaymentCall const& payment, Instant now);

// What lists say of the money of a grant.
struct GrantSums {
    Money requested; // and not received yet
    Money received;
    Money accounted; // what it accounts for of vouchers that count and are paid
    bool is_proven = false; // a last proof was handed in, and nobody has asked about it
};
// Of each of them.
std::map<GrantId, GrantSums> list_grant_sums(
    db::Connection& db, TenantId tenant, std::vector<GrantId> const& ids);

// The digests of the notices, ascending.
std::vector<std::string> list_notice_files(db::Connection& db, TenantId tenant);
std::int64_t bytes_of_notices(db::Connection& db, TenantId tenant);

} // namespace kommin::funding
