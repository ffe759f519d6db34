#pragma once
// What of the money of some owners falls due soon, or was due: calls for which nobody has applied, drafts,
// money that has not come or is to be used, proofs, those of associations.

#include "modules/funding/grants/grant.hpp"
#include "modules/funding/programmes/application_store.hpp"
#include "platform/base/date.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/money.hpp"
#include "platform/db/connection.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::funding {

inline constexpr std::chrono::days called_for_long{28}; // money that was called for should have come by then

// A payment that has not come in time, or of which something is to be used up.
struct DuePayment {
    GrantId grant;
    std::string title; // of the grant
    Money amount; // that was called for, or is not used yet
    bool has_come;
    Date day; // by which it has to be used, or since which it is waited for
};
// The earliest first. What is left of a payment is reckoned and not stored: every grant is looked at that has
// one of those days, so many at once. `ahead`: how long before the day.
std::vector<DuePayment> list_due_payments(
    db::Connection& db, TenantId tenant, Owners const& owners, Date today, std::chrono::days ahead);

enum class DueMoneyKind : std::uint8_t { call, draft, waiting, use, interim, proof, association };
MessageKey label_of(DueMoneyKind kind);

struct DueMoney {
    DueMoneyKind kind;
    Date day;
    std::string title; // "KOMM-IN NRW: Aufruf 2010", of a grant, of an association and what it does
    std::optional<Money> amount;
};
// Whose money: where somebody edits it, and where they account for it. Nothing: nowhere.
struct DueOwners {
    std::optional<Owners> edited;
    std::optional<Owners> accounted;

    friend auto operator<=>(DueOwners const&, DueOwners const&) = default;
};
// The earliest first, from what was missed on up to four weeks ahead; of each kind at most
// most_due_of_a_kind.
inline constexpr int most_due_of_a_kind = 100;
std::vector<DueMoney> list_due_money(
    db::Connection& db, TenantId tenant, DueOwners const& owners, Date today);

} // namespace kommin::funding
