#include "modules/funding/reckoning/payments.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <numeric>
#include <stdexcept>

namespace kommin::funding {

Date use_by(Date received_on, int months)
{
    auto const day = received_on + std::chrono::months(months);
    return day.ok() ? day : Date{day.year() / day.month() / std::chrono::last};
}

std::vector<InflowUse> uses_of(std::span<Inflow const> inflows, std::span<Outflow const> outflows, int months)
{
    std::vector<std::size_t> order(inflows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t one) { return inflows[one].received_on; });
    std::vector<Outflow> paid(outflows.begin(), outflows.end());
    std::ranges::stable_sort(paid, {}, &Outflow::paid_on);

    std::vector<InflowUse> uses(inflows.size());
    for (std::size_t i = 0; i < inflows.size(); ++i) {
        if (inflows[i].amount < Money{})
            throw std::invalid_argument("uses_of: a negative payment");
        uses[i] = {
            .unused = inflows[i].amount, .used_late = {}, .use_by = use_by(inflows[i].received_on, months)};
    }
    auto next = order.begin();
    for (auto const& out : paid) {
        if (out.amount < Money{})
            throw std::invalid_argument("uses_of: a negative bill");
        auto rest = out.amount;
        while (rest > Money{} && next != order.end()) {
            auto& use = uses[*next];
            auto const taken = std::min(rest, use.unused);
            use.unused = use.unused - taken;
            rest = rest - taken;
            if (out.paid_on > use.use_by)
                use.used_late += taken;
            if (use.unused == Money{})
                ++next;
        }
    }
    return uses;
}

} // namespace kommin::funding
