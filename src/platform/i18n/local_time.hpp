#pragma once
// Times on a wall clock: opening hours, courses, meetings. No ICU, no zone: see zone.hpp.

#include "platform/base/date.hpp"

#include <chrono>
#include <compare>
#include <optional>
#include <string_view>

namespace kommin::i18n {

// Weekday{1} is Monday, Weekday{7} Sunday, as in ISO 8601.
using Weekday = std::chrono::weekday;

inline Weekday weekday_of(Date date)
{
    return Weekday{std::chrono::sys_days{date}};
}

// Minutes after midnight, 0 to 1440; 1440 is the end of the day, as in "8–24 Uhr".
struct TimeOfDay {
    int minutes = 0;

    // Strict "HH:MM" from 00:00 to 24:00.
    static std::optional<TimeOfDay> parse(std::string_view text);
    static constexpr TimeOfDay at(int hour, int minute = 0) { return {hour * 60 + minute}; }
    [[nodiscard]] constexpr int hour() const { return minutes / 60; }
    [[nodiscard]] constexpr int minute() const { return minutes % 60; }
    friend constexpr auto operator<=>(TimeOfDay, TimeOfDay) = default;
};

// What calendar and clock on the wall show.
struct LocalTime {
    Date date;
    TimeOfDay time;
    friend auto operator<=>(LocalTime const&, LocalTime const&) = default;
};

} // namespace kommin::i18n
