#include "modules/funding/reckoning/sums.hpp"

#include <stdexcept>

namespace kommin::funding {

namespace {

Money added(Money left, Money right)
{
    auto const sum = checked_sum(left, right);
    if (!sum)
        throw std::overflow_error("a sum of more money than there is");
    return *sum;
}

}

void Sum::add(std::optional<Money> amount)
{
    if (!amount) {
        ++unknown;
        return;
    }
    known = added(known, *amount);
    ++count;
}

void Sum::add(Sum const& other)
{
    known = added(known, other.known);
    count += other.count;
    unknown += other.unknown;
}

} // namespace kommin::funding
