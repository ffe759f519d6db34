#pragma once
// A proof of use: what was spent and by whom it was paid, equal to the cent (ANBest-P no. 6).

#include "modules/funding/reckoning/cost_kind.hpp"
#include "modules/funding/reckoning/terms.hpp"
#include "platform/base/date.hpp"
#include "platform/base/money.hpp"

#include <optional>
#include <span>
#include <vector>

namespace kommin::funding {

// What a grant accounts for of one voucher.
struct ProvenCost {
    CostKind kind;
    Money amount = {};
};
struct KindSum {
    CostKind kind;
    Money amount = {};
    friend bool operator==(KindSum const&, KindSum const&) = default;
};

// One level: of whoever got the grant, or of an association to which some of it was passed on.
struct ProofInput {
    std::vector<ProvenCost> costs = {};
    Money received = {}; // paid out of the grant
    Money own = {};
    Money other = {};
    Money returned = {}; // to whoever granted it
};
struct ProofSums {
    std::vector<KindSum> by_kind
        = {}; // in the order of all_cost_kinds, without those of which there is nothing
    Money spent = {}; // the sum of by_kind
    Money paid_by_grant = {}; // spent − own − other, at least nothing
    Money left
        = {}; // received − paid by the grant − returned: to be returned; negative: still to be paid out
    Money overpaid = {}; // own + other − spent where that is more: others have paid too much
    friend bool operator==(ProofSums const&, ProofSums const&) = default;
    // Whether it may be handed in as the last one: everything received was used or returned, to the cent.
    [[nodiscard]] bool is_even() const { return left == Money{} && overpaid == Money{}; }
};
// Throws std::invalid_argument for a negative amount, std::overflow_error where a sum is too large.
ProofSums proof_of(ProofInput const& input);

// A proof over both levels: what the association has spent stands in it kind by kind, in place of what was
// passed on to it, which counts once; and what it has not used and not returned is shown as its debt.
struct LowerLevel {
    Money passed_on = {}; // paid out to the association
    ProofInput proof; // its own; `received` is passed_on, `returned` what came back
};
struct ProofOfBoth {
    ProofSums sums; // over both
    std::vector<ProofSums> lower = {}; // in the order of `below`
};
// `upper.costs`: without what was passed on. Own money and other income of associations count as other income
// of the whole.
ProofOfBoth proof_over_both(ProofInput const& upper, std::span<LowerLevel const> below);

// Of the days until which proofs in between are due those that no proof has settled. One settles the earliest
// day that waits, in time or late, and whatever else was over by then; nothing where the day before that one
// was not over yet. Both ascending.
std::vector<Date> open_interim_days(std::span<Date const> days, std::span<Date const> handed_in);

} // namespace kommin::funding
