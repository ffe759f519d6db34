#pragma once
// Measures on a line of time: which years it shows, and where each of them lies (docs/adr/0096).

#include "modules/goals/measures/api.hpp"
#include "platform/chart/time_bars.hpp"

#include <chrono>
#include <vector>

namespace kommin::steering {

// As a row of the drawing: the planned years, else until the deadline; its milestones and its deadline as
// days.
chart::TimeRow row_of(goals::SteeredMeasure const& one);

struct ShownYears {
    std::chrono::year first, last;
    friend bool operator==(ShownYears const&, ShownYears const&) = default;
};
// From the first to the last day of any row, with the year of today; at most `longest_line`, which begin
// `years_before_today` before today where there are more.
inline constexpr int longest_line = 24;
inline constexpr int years_before_today = 8;
ShownYears years_of(std::vector<chart::TimeRow> const& rows, Date today);

} // namespace kommin::steering
