#pragma once
// How far something has come, and how that of many is that of one: exact, in whole numbers, so that the same
// figures give the same share on every machine.

#include "platform/base/decimal.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace kommin::goals {

// From 0 (as it was at the beginning) to 1 (the target), in millionths. More than the target is no more than
// 1, and less than at the beginning no less than 0: what one measure has too much must not hide what another
// one lacks.
struct Progress {
    static constexpr std::int64_t whole = 1'000'000;
    std::int64_t millionths = 0;

    // Rounded down, so that nothing is called complete before it is.
    [[nodiscard]] constexpr int percent() const { return static_cast<int>(millionths * 100 / whole); }
    friend constexpr auto operator<=>(Progress, Progress) = default;
};

// Of `value` on its way from `baseline` to `target`, whichever of both is larger. Nothing where both are the
// same: there is no way to go.
std::optional<Progress> progress_of(Decimal baseline, Decimal target, Decimal value);

// One part of a whole, with its weight among the others.
struct Weighted {
    std::int64_t weight = 1; // at least 1
    std::optional<Progress> progress; // nothing: not known, which is not zero
};
inline constexpr std::int64_t largest_weight = 1'000;

struct RolledUp {
    std::optional<Progress> progress; // the weighted mean of those of which something is known
    std::size_t known = 0; // how many those are …
    std::size_t all = 0; // … of how many, which is to be said beside the mean
    friend bool operator==(RolledUp const&, RolledUp const&) = default;
};

// Throws std::invalid_argument for a weight below 1 or above `largest_weight`.
RolledUp roll_up(std::span<Weighted const> parts);

} // namespace kommin::goals
