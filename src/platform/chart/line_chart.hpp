#pragma once
// Values on days, beside what was expected and where they are to go.

#include "platform/base/date.hpp"
#include "platform/base/decimal.hpp"
#include "platform/chart/drawing.hpp"

#include <functional>
#include <string>
#include <vector>

namespace kommin::chart {

struct DayValue {
    Date day;
    Decimal value;
    friend bool operator==(DayValue const&, DayValue const&) = default;
};

struct LineChart {
    std::string title;
    std::string description;
    std::vector<DayValue> actual; // in their order; at least one
    std::vector<DayValue> expected; // likewise; two of one day are a step
    Decimal target;
    std::string target_words; // "Ziel 14 Fortbildungen"
    std::function<std::string(Decimal)> value_words;
    std::function<std::string(Date)> day_words;
};

// 640 by 230, from the first to the last day and from the least to the most of all values.
Drawing draw(LineChart const& chart);

} // namespace kommin::chart
