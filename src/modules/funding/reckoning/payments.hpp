#pragma once
// Money that was called has to be used soon (ANBest-P no. 1.4: within two months of its payment, unless the
// notice says otherwise); what came first is used first.

#include "platform/base/date.hpp"
#include "platform/base/money.hpp"

#include <span>
#include <vector>

namespace kommin::funding {

inline constexpr int months_to_use = 2;
// The last day on which money that came that day is to be used: the same day of the month, or its last one.
Date use_by(Date received_on, int months);

struct Inflow {
    Date received_on;
    Money amount = {};
};
struct Outflow {
    Date paid_on;
    Money amount = {};
};
// What is left of each inflow, and how much of it was used too late.
struct InflowUse {
    Money unused = {};
    Money used_late = {};
    Date use_by;
    friend bool operator==(InflowUse const&, InflowUse const&) = default;
};
// In the order of `inflows`, which may be any, as that of `outflows`. What was paid before money came uses
// what comes next: it had been advanced. Amounts are not negative; no cent is counted twice.
std::vector<InflowUse> uses_of(
    std::span<Inflow const> inflows, std::span<Outflow const> outflows, int months = months_to_use);

} // namespace kommin::funding
