#include "modules/goals/reckoning/progress.hpp"

#include <algorithm>
#include <stdexcept>

namespace kommin::goals {

std::optional<Progress> progress_of(Decimal baseline, Decimal target, Decimal value)
{
    auto way = (target - baseline).scaled;
    auto gone = (value - baseline).scaled;
    if (way == 0)
        return std::nullopt;
    if (way < 0) {
        way = -way;
        gone = -gone;
    }
    if (gone >= way)
        return Progress{Progress::whole};
    if (gone <= 0)
        return Progress{0};
    // Nothing short of the target is rounded up to it.
    return Progress{std::min(scale(gone, Progress::whole, way), Progress::whole - 1)};
}

RolledUp roll_up(std::span<Weighted const> parts)
{
    RolledUp whole{.progress = {}, .known = 0, .all = parts.size()};
    std::int64_t weights = 0;
    std::int64_t weighed = 0; // parts × 10^3 × 10^6 stay far below 2^63
    for (auto const& part : parts) {
        if (part.weight < 1 || part.weight > largest_weight)
            throw std::invalid_argument("roll_up: a weight that nobody can have typed");
        if (!part.progress)
            continue;
        ++whole.known;
        weights += part.weight;
        weighed += part.weight * part.progress->millionths;
    }
    if (weights > 0)
        whole.progress = Progress{weighed / weights};
    return whole;
}

} // namespace kommin::goals
