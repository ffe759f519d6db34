#pragma once
// Adding up amounts of which some are not known: what is not known is neither zero nor counted, and how many
// those are is said beside the sum.

#include "platform/base/money.hpp"

#include <cstddef>
#include <optional>

namespace kommin::funding {

struct Sum {
    Money known; // of those that are known
    std::size_t count = 0; // how many those are
    std::size_t unknown = 0; // of how many nobody knows it

    // Throws std::overflow_error where the sum is more than 64 bits hold: amounts are bounded where they are
    // typed, so that no list can come so far.
    void add(std::optional<Money> amount);
    void add(Sum const& other);
    // Nothing where nothing is known.
    [[nodiscard]] std::optional<Money> amount() const
    {
        return count > 0 ? std::optional(known) : std::nullopt;
    }
    friend bool operator==(Sum const&, Sum const&) = default;
};

} // namespace kommin::funding
