#include "modules/funding/reckoning/grant_use.hpp"

#include "modules/funding/reckoning/sums.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <stdexcept>

namespace kommin::funding {

namespace {

// `sum` × `part` / `whole`, rounded down. The product may be more than 64 bits hold: divided bit by bit.
Money fraction_of(Money sum, Money part, Money whole)
{
    if (whole == Money{} || part >= whole)
        return sum;
    std::int64_t result = 0;
    std::int64_t rest = 0;
    for (int bit = 62; bit >= 0; --bit) {
        result *= 2;
        rest *= 2;
        if (rest >= whole.cents) {
            rest -= whole.cents;
            ++result;
        }
        if (((sum.cents >> bit) & 1) != 0) {
            rest += part.cents;
            if (rest >= whole.cents) {
                rest -= whole.cents;
                ++result;
            }
        }
    }
    return Money{result};
}

// What the grant has paid once bills of that sum are paid.
Money paid_of_sum(Financed const& financed, Money sum)
{
    if (!financed.kind)
        return sum;
    switch (*financed.kind) {
    case Financing::share:
        return financed.share ? part_of(sum, *financed.share) : sum;
    case Financing::fixed:
        return financed.granted
            ? fraction_of(sum, *financed.granted, *financed.granted + financed.own + financed.other)
            : sum;
    case Financing::deficit:
        break;
    }
    return std::max(sum - financed.own - financed.other, Money{});
}

Money amount_of(std::span<KindSum const> sums, CostKind kind)
{
    Sum sum;
    for (auto const& one : sums) {
        if (one.kind == kind)
            sum.add(one.amount);
    }
    return sum.known;
}

}

std::vector<Outflow> paid_by_grant(Financed const& financed, std::span<Outflow const> bills)
{
    std::vector<std::size_t> order(bills.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t one) { return bills[one].paid_on; });
    std::vector<Outflow> paid(bills.begin(), bills.end());
    Sum sum;
    Money before;
    for (auto const one : order) {
        if (bills[one].amount < Money{})
            throw std::invalid_argument("paid_by_grant: a negative bill");
        sum.add(bills[one].amount);
        // From sum to sum, so that no cent is lost by rounding.
        auto const now = paid_of_sum(financed, sum.known);
        paid[one].amount = now - before;
        before = now;
    }
    return paid;
}

std::vector<Deviation> deviations_of(
    std::optional<Financing> financing, std::span<KindSum const> planned, std::span<KindSum const> spent)
{
    std::vector<Deviation> all;
    if (planned.empty())
        return all;
    for (auto const kind : all_cost_kinds) {
        Deviation one{.kind = kind, .planned = amount_of(planned, kind), .spent = amount_of(spent, kind)};
        if (one.planned == Money{} && one.spent == Money{})
            continue;
        one.is_above = financing != Financing::fixed
            && one.spent > one.planned + part_of(one.planned, exceeding_allowed);
        all.push_back(one);
    }
    return all;
}

Money above_plan(std::optional<Financing> financing, std::span<Deviation const> deviations)
{
    Sum planned;
    Sum spent;
    for (auto const& one : deviations) {
        planned.add(one.planned);
        spent.add(one.spent);
    }
    return financing == Financing::fixed ? Money{} : std::max(spent.known - planned.known, Money{});
}

} // namespace kommin::funding
