#pragma once
// How much of each bill a grant pays, and how far its kinds of cost went beyond the plan (docs/adr/0091).

#include "modules/funding/reckoning/payments.hpp"
#include "modules/funding/reckoning/proof.hpp"
#include "modules/funding/reckoning/terms.hpp"

#include <optional>
#include <span>
#include <vector>

namespace kommin::funding {

// What a notice says of who pays; what is not known counts as nothing.
struct Financed {
    std::optional<Financing> kind = {}; // nothing: not known, then the grant pays all of each bill
    std::optional<Part> share = {}; // of share
    std::optional<Money> granted = {};
    Money own = {};
    Money other = {};
};
// Of each bill what the grant pays (ANBest-P nos. 1.4.1 and 1.4.2): of a share that part; of a fixed sum its
// part of granted, own and other; of a deficit what comes after own and other are used up, the earliest bill
// first. All of them together are that part of the sum, to the cent; none is negative or more than its bill.
// In the order of `bills`, which may be any.
std::vector<Outflow> paid_by_grant(Financed const& financed, std::span<Outflow const> bills);

// A kind of cost, as planned and as spent.
struct Deviation {
    CostKind kind;
    Money planned = {};
    Money spent = {};
    bool is_above = false; // by more than exceeding_allowed, or with nothing planned; never of a fixed sum
    friend bool operator==(Deviation const&, Deviation const&) = default;
};
// Single costs may exceed their plan by so much where others cost less (ANBest-P no. 1.2), which is not asked
// of a fixed sum; a notice may say something else.
inline constexpr Part exceeding_allowed{2'000};
// In the order of all_cost_kinds, without those of which nothing was planned or spent; nothing without a
// plan.
std::vector<Deviation> deviations_of(
    std::optional<Financing> financing, std::span<KindSum const> planned, std::span<KindSum const> spent);
// By how much all costs together exceed the plan, so that no other cost is less: nothing where they do not,
// without a plan or of a fixed sum.
Money above_plan(std::optional<Financing> financing, std::span<Deviation const> deviations);

} // namespace kommin::funding
