#pragma once
// What takes how long: a bar for each row on a common line of time, with days on it. A day that is known only
// as a month or a year is a line over all days that it can mean, with its mark at the last one.

#include "platform/base/date.hpp"
#include "platform/chart/drawing.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace kommin::chart {

struct TimeMark {
    Role role; // due, done or deadline
    PartialDate day;
};
struct TimeRow {
    std::string label;
    bool is_heading = false; // of the rows that follow; it has no bar
    std::optional<Date> from = {}; // nothing: nobody knows since when
    std::optional<Date> until = {}; // the last day; nothing: nobody knows until when
    bool goes_on = false; // for ever, once it has begun
    std::vector<TimeMark> marks = {};
};
struct TimeBars {
    std::string title;
    std::string description;
    std::vector<TimeRow> rows;
    std::chrono::year first, last; // first is not after last
    std::optional<Date> today = {}; // where it lies within them
};

// 960 wide. What begins or ends outside the years is cut at their edge.
Drawing draw(TimeBars const& chart);

} // namespace kommin::chart
