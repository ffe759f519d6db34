#pragma once
// How long somebody's word about an offer holds. Pure.

#include "platform/base/date.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace kommin::portal {

// Whoever confirmed longer ago is asked again; a year later nobody should rely on it.
inline constexpr std::chrono::months confirmation_is_due_after{6};
inline constexpr std::chrono::months confirmation_is_overdue_after{12};
enum class Freshness : std::uint8_t { confirmed, due, overdue, never };
Freshness freshness_of(std::optional<Date> confirmed_on, Date today);
// Whatever was confirmed on that day or later need not be confirmed again today.
Date confirmation_due_before(Date today);

} // namespace kommin::portal
