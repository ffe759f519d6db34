#pragma once
// Calls for payment: money of a grant is called when bills are near, and used soon after it has come
// (reckoning/payments.hpp).

#include "modules/funding/grants/grant.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace kommin::funding {

inline constexpr content::SubjectKind payment_subject{"grant_payment"};

using PaymentId = StrongId<struct GrantPaymentTag>;

struct PaymentCall {
    PaymentId id;
    GrantId grant;
    Date requested_on;
    Money requested; // nothing: it was taken back, for the reason in the remark
    std::optional<Date> received_on; // nothing: it has not come yet
    std::optional<Money> received; // with received_on
    std::string remark;
    std::int64_t version = 1;
    Instant changed_at = {};
};

} // namespace kommin::funding
