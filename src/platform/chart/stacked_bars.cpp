#include "platform/chart/stacked_bars.hpp"

#include "platform/base/decimal.hpp"

#include <algorithm>
#include <numeric>

namespace kommin::chart {

namespace {

constexpr std::int64_t bars_width = 640;
constexpr std::int64_t bar_height = 22;
constexpr std::int64_t row_height = 52; // the words stand above the bar
constexpr std::int64_t words_height = 18;
constexpr std::int64_t number_below_top = 16;
constexpr std::int64_t least_for_number = 14; // units, for two digits

std::int64_t sum_of(BarRow const& row)
{
    return std::accumulate(
        row.parts.begin(), row.parts.end(), std::int64_t{0},
        [](std::int64_t sum, BarPart const& part) { return sum + part.amount; });
}

void draw_row(std::vector<Shape>& shapes, BarRow const& row, std::int64_t top, std::int64_t most)
{
    shapes.emplace_back(Words{.spot = {0, top + words_height - 5}, .text = row.label});
    std::int64_t before = 0;
    for (auto const& part : row.parts) {
        if (part.amount <= 0)
            continue;
        // Ends are rounded, not widths, so that the parts fill the bar.
        auto const from = scale(bars_width, before, most);
        before += part.amount;
        auto const width = scale(bars_width, before, most) - from;
        shapes.emplace_back(Box{part.role, {from, top + words_height}, width, bar_height});
        if (width >= least_for_number)
            shapes.emplace_back(Words{
                .spot = {from + width / 2, top + words_height + number_below_top},
                .text = std::to_string(part.amount),
                .anchor = Anchor::middle,
                .is_on_bar
                = part.role == Role::good || part.role == Role::doubtful || part.role == Role::bad});
    }
}

}

Drawing draw(StackedBars const& chart)
{
    Drawing drawing{
        .width = bars_width,
        .height = row_height * std::max<std::int64_t>(std::ssize(chart.rows), 1),
        .title = chart.title,
        .description = chart.description,
        .shapes = {}};
    std::int64_t most = 1;
    for (auto const& row : chart.rows)
        most = std::max(most, sum_of(row));
    std::int64_t top = 0;
    for (auto const& row : chart.rows) {
        draw_row(drawing.shapes, row, top, most);
        top += row_height;
    }
    return drawing;
}

} // namespace kommin::chart
