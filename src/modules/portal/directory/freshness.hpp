#pragma once
// How long somebody's word about an offer holds. Pure.

#include "platform/base/date.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace kommin::portal {

// Whoever confirmed longer ago is asked again. A month later the question and both reminders have as a rule
// gone out (offer_asking.hpp: 14 and 28 days later, on working days), and the public is told that nobody has
// answered.
inline constexpr std::chrono::months confirmation_is_due_after{6};
inline constexpr std::chrono::months confirmation_is_overdue_after{7};
enum class Freshness : std::uint8_t { confirmed, due, overdue, never };
Freshness freshness_of(std::optional<Date> confirmed_on, Date today);
// Whatever was confirmed on that day or later need not be confirmed again today.
Date confirmation_due_before(Date today);
// Whatever was confirmed before that day is marked in public today.
Date confirmation_overdue_before(Date today);

} // namespace kommin::portal
