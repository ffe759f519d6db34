#pragma once
// SQL of vouchers and of what grants account for of them. Every function works inside the caller's
// transaction.

#include "modules/funding/grants/voucher.hpp"
#include "modules/funding/programmes/application_store.hpp"
#include "modules/funding/reckoning/double_funding.hpp"
#include "modules/funding/reckoning/payments.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

inline constexpr db::SqlLiteral voucher_table{"vouchers"};

// Of one grant, by their numbers in its list, cancelled ones too, with all of their shares; at most `limit`.
std::vector<Voucher> list_vouchers(db::Connection& db, TenantId tenant, GrantId grant, int limit);
std::int64_t count_vouchers(db::Connection& db, TenantId tenant, GrantId grant);
// A proof of an association lists them all: more are refused.
inline constexpr int most_vouchers_of_association = 60;
// Of one association, in the order in which they came; at most `limit`.
std::vector<Voucher> list_vouchers_below(db::Connection& db, TenantId tenant, PassedOnId id, int limit);
std::int64_t count_vouchers_below(db::Connection& db, TenantId tenant, PassedOnId id);
// Those that exist, in no order; not more than a statement takes placeholders.
std::vector<Voucher> list_vouchers_of(db::Connection& db, TenantId tenant, std::vector<VoucherId> const& ids);
std::optional<Voucher> load_voucher(db::Connection& db, TenantId tenant, VoucherId id);

// `mark`: of the form; see find_voucher_by_mark(). Its shares get the next numbers of their grants.
VoucherId insert_voucher(
    db::Connection& db, TenantId tenant, Voucher const& voucher, std::string_view mark, Instant now);
std::optional<VoucherId> find_voucher_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version, without its shares; owner and association stay.
void update_voucher(db::Connection& db, TenantId tenant, Voucher const& voucher, Instant now);
// A share that is there keeps its number; one that goes stays with nothing, so that its number is not given
// again.
void update_shares(
    db::Connection& db, TenantId tenant, VoucherId id, std::vector<VoucherShare> const& shares);

// What these grants account for of bills that are paid, by the day of the payment.
std::map<GrantId, std::vector<Outflow>> list_outflows(
    db::Connection& db, TenantId tenant, std::vector<GrantId> const& grants);

// What this grant accounts for of bills that count and were paid up to that day (nothing: paid at all), by
// kind of cost; in the order of all_cost_kinds.
std::vector<KindSum> list_spent_by_kind(
    db::Connection& db, TenantId tenant, GrantId grant, std::optional<Date> until = std::nullopt);

// Vouchers that count, have a payee still and are of a day and an amount that another one has, too, or of the
// same file; at most `limit`.
struct LikeVoucher {
    SharedVoucher shared;
    std::string payee;
    std::string purpose;
    std::string file;
    std::optional<GrantId> grant; // in whose list it stands, the first of several
};
std::vector<LikeVoucher> list_vouchers_like_others(
    db::Connection& db, TenantId tenant, Owners const& owners, int limit);

// The digests of their files, ascending.
std::vector<std::string> list_voucher_hashes(db::Connection& db, TenantId tenant);
std::int64_t bytes_of_vouchers(db::Connection& db, TenantId tenant);

} // namespace kommin::funding
