#include "modules/funding/grants/used_payments.hpp"

#include <cstddef>

namespace kommin::funding {

std::vector<UsedPayment> used_payments(
    Grant const& grant, std::span<PaymentCall const> payments, std::span<Outflow const> bills)
{
    std::vector<Inflow> inflows;
    for (auto const& one : payments) {
        if (one.received_on)
            inflows.push_back({*one.received_on, one.received.value_or(Money{})});
    }
    Financed const financed{
        .kind = grant.kind,
        .share = grant.share,
        .granted = grant.amount,
        .own = grant.own.value_or(Money{}),
        .other = grant.other.value_or(Money{})};
    auto const uses
        = uses_of(inflows, paid_by_grant(financed, bills), static_cast<int>(grant.use_within.count()));
    std::vector<UsedPayment> used;
    std::size_t next = 0;
    for (auto const& one : payments)
        used.push_back({one, one.received_on ? std::optional(uses.at(next++)) : std::nullopt});
    return used;
}

} // namespace kommin::funding
