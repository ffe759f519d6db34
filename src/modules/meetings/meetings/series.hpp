#pragma once
// The days of a series of meetings. Pure: days of the calendar, no clock and no zone.

#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// monthly: on the same weekday of the month, "the second Tuesday"; quarterly and yearly: on the same day of
// the month.
enum class Rhythm : std::uint8_t { weekly, fortnightly, monthly, quarterly, yearly };
inline constexpr std::array<std::string_view, 5> rhythm_names{
    "weekly", "fortnightly", "monthly", "quarterly", "yearly"};
inline constexpr std::array all_rhythms{
    Rhythm::weekly, Rhythm::fortnightly, Rhythm::monthly, Rhythm::quarterly, Rhythm::yearly};
inline std::string_view to_text(Rhythm rhythm)
{
    return name_of(rhythm_names, rhythm);
}
inline bool from_text(std::string_view text, Rhythm& rhythm)
{
    return read_name(rhythm_names, text, rhythm);
}
MessageKey label_of(Rhythm rhythm);

inline constexpr int most_in_series = 12;

// `count` days from the first one on, each reckoned from the first, so that nothing drifts: where a month has
// no 31st, its last day; where it has no fifth Monday, its last one.
std::vector<Date> days_of_series(Date first, Rhythm rhythm, int count);

} // namespace kommin::meetings
