#include "modules/funding/reckoning/proof.hpp"

#include "modules/funding/reckoning/sums.hpp"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <stdexcept>

namespace kommin::funding {

namespace {

Money sum_of(std::initializer_list<Money> amounts)
{
    Sum sum;
    for (auto const amount : amounts) {
        if (amount < Money{})
            throw std::invalid_argument("a proof with a negative amount");
        sum.add(amount);
    }
    return sum.known;
}

}

ProofSums proof_of(ProofInput const& input)
{
    ProofSums sums;
    for (auto const kind : all_cost_kinds) {
        KindSum of_kind{kind, {}};
        for (auto const& cost : input.costs) {
            if (cost.kind == kind)
                of_kind.amount = sum_of({of_kind.amount, cost.amount});
        }
        if (of_kind.amount == Money{})
            continue;
        sums.spent = sum_of({sums.spent, of_kind.amount});
        sums.by_kind.push_back(of_kind);
    }
    auto const others = sum_of({input.own, input.other});
    sums.paid_by_grant = std::max(sums.spent - others, Money{});
    sums.overpaid = std::max(others - sums.spent, Money{});
    sums.left = sum_of({input.received}) - sum_of({sums.paid_by_grant, input.returned});
    return sums;
}

ProofOfBoth proof_over_both(ProofInput const& upper, std::span<LowerLevel const> below)
{
    ProofOfBoth both;
    auto whole = upper;
    for (auto const& one : below) {
        auto lower = one.proof;
        lower.received = one.passed_on;
        both.lower.push_back(proof_of(lower));
        whole.costs.insert(whole.costs.end(), lower.costs.begin(), lower.costs.end());
        whole.other = sum_of({whole.other, lower.own, lower.other});
    }
    both.sums = proof_of(whole);
    return both;
}

std::vector<Date> open_interim_days(std::span<Date const> days, std::span<Date const> handed_in)
{
    std::size_t next = 0;
    for (auto const on : handed_in) {
        if (next < days.size() && (next == 0 || on > days[next - 1]))
            ++next;
        while (next < days.size() && days[next] <= on)
            ++next;
    }
    auto const open = days.subspan(next);
    return {open.begin(), open.end()};
}

} // namespace kommin::funding
