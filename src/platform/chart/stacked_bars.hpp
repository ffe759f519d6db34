#pragma once
// How many of something are of which kind, a bar for each row. Each part says its number and its word; where
// these do not fit, its number and the sign of its kind, which stands with the word below the bars. Nobody
// has to tell colours apart.

#include "platform/chart/drawing.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kommin::chart {

struct BarPart {
    Role role; // good to unknown
    std::int64_t amount = 0; // nothing is drawn for none
    std::string words; // "auf Kurs"
};
struct BarRow {
    std::string label;
    std::vector<BarPart> parts;
};
struct StackedBars {
    std::string title;
    std::string description;
    std::vector<BarRow> rows;
};

// 640 wide. All rows have one scale: the longest bar takes the whole width.
Drawing draw(StackedBars const& chart);

} // namespace kommin::chart
