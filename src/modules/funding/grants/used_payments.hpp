#pragma once
// What has come of a grant, until when it is to be used, and how much of it is (reckoning/payments.hpp).

#include "modules/funding/grants/grant.hpp"
#include "modules/funding/grants/payment.hpp"
#include "modules/funding/reckoning/grant_use.hpp"

#include <optional>
#include <span>
#include <vector>

namespace kommin::funding {

struct UsedPayment {
    PaymentCall payment;
    std::optional<InflowUse> use; // of what has come
};
// In the order of `payments`. `bills`: what the grant accounts for of bills that are paid.
std::vector<UsedPayment> used_payments(
    Grant const& grant, std::span<PaymentCall const> payments, std::span<Outflow const> bills);

} // namespace kommin::funding
