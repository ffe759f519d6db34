#include "modules/funding/reckoning/double_funding.hpp"

#include "modules/funding/reckoning/sums.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <tuple>
#include <utility>

namespace kommin::funding {

std::vector<Overcounted> overcounted(std::span<SharedVoucher const> vouchers)
{
    std::vector<Overcounted> found;
    for (auto const& voucher : vouchers) {
        Sum sum;
        for (auto const share : voucher.shares)
            sum.add(share);
        if (sum.known > voucher.amount)
            found.push_back({voucher.id, sum.known - voucher.amount});
    }
    return found;
}

std::vector<Alike> alike(std::span<SharedVoucher const> vouchers)
{
    using Key = std::tuple<Date, Money, std::string>;
    std::map<Key, std::vector<SharedVoucher const*>> groups;
    for (auto const& voucher : vouchers)
        groups[{voucher.day, voucher.amount, voucher.payee}].push_back(&voucher);
    std::vector<Alike> pairs;
    for (auto const& [key, group] : groups) {
        for (std::size_t i = 0; i < group.size(); ++i) {
            for (std::size_t j = i + 1; j < group.size(); ++j) {
                auto const& one = *group[i];
                auto const& other = *group[j];
                if (one.number == other.number || one.number.empty() || other.number.empty())
                    pairs.push_back({std::min(one.id, other.id), std::max(one.id, other.id)});
            }
        }
    }
    std::ranges::sort(pairs);
    return pairs;
}

std::vector<PaidTwice> paid_twice(std::span<PlannedShare const> shares)
{
    struct Cost {
        std::map<std::int64_t, Money> named; // how much the cost is, by whoever names it
        Sum paid;
    };
    std::map<std::tuple<std::int64_t, int, CostKind>, Cost> costs;
    for (auto const& one : shares) {
        auto& cost = costs[{one.measure, one.year, one.kind}];
        Sum named; // several lines of one application are parts of the cost
        named.add(cost.named[one.of]);
        named.add(one.cost);
        cost.named[one.of] = named.known;
        cost.paid.add(one.share);
    }
    std::vector<PaidTwice> found;
    for (auto const& [of, cost] : costs) {
        if (cost.named.size() < 2)
            continue;
        PaidTwice one{
            .measure = std::get<0>(of),
            .year = std::get<1>(of),
            .kind = std::get<2>(of),
            .cost = {},
            .paid = cost.paid.known,
            .by = {}};
        for (auto const& [by, named] : cost.named) {
            one.cost = std::max(one.cost, named);
            one.by.push_back(by);
        }
        if (one.paid > one.cost)
            found.push_back(std::move(one));
    }
    return found;
}

} // namespace kommin::funding
