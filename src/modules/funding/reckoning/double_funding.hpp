#pragma once
// Whether a cost is paid for twice.

#include "modules/funding/reckoning/cost_kind.hpp"
#include "platform/base/date.hpp"
#include "platform/base/money.hpp"

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace kommin::funding {

// A voucher with what each grant accounts for of it.
struct SharedVoucher {
    std::int64_t id = 0;
    Date day;
    std::string payee; // folded, as lists compare words
    std::string number; // likewise; "" where it has none
    Money amount;
    std::vector<Money> shares;
};
// Those of which grants account for more than they were: by how much.
struct Overcounted {
    std::int64_t voucher;
    Money by;
    friend bool operator==(Overcounted const&, Overcounted const&) = default;
};
std::vector<Overcounted> overcounted(std::span<SharedVoucher const> vouchers);
// Pairs that may be one voucher entered twice: same payee, day and amount, and numbers that do not differ
// (one without a number may be any). By their ids, the smaller one first; each pair once.
struct Alike {
    std::int64_t first;
    std::int64_t second;
    friend auto operator<=>(Alike const&, Alike const&) = default;
};
std::vector<Alike> alike(std::span<SharedVoucher const> vouchers);

// What one application or grant plans to pay of the cost of a measure.
struct PlannedShare {
    std::int64_t of = 0; // the application or grant
    std::int64_t measure = 0;
    int year = 0;
    CostKind kind = CostKind::other;
    Money cost; // all of it, as that one says
    Money share; // what that one pays of it
};
// A cost that several plan to pay and that would be paid above what it is: above the largest cost that one of
// them names.
struct PaidTwice {
    std::int64_t measure = 0;
    int year = 0;
    CostKind kind = CostKind::other;
    Money cost;
    Money paid;
    std::vector<std::int64_t> by; // ascending, each once; at least two
    friend bool operator==(PaidTwice const&, PaidTwice const&) = default;
};
// By measure, year and kind.
std::vector<PaidTwice> paid_twice(std::span<PlannedShare const> shares);

} // namespace kommin::funding
