#include "platform/chart/stacked_bars.hpp"

#include "platform/base/decimal.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::chart {

namespace {

constexpr std::int64_t bars_width = 640;
constexpr std::int64_t bar_height = 22;
constexpr std::int64_t row_height = 52; // the words stand above the bar
constexpr std::int64_t words_height = 18;
constexpr std::int64_t words_below_top = 16;
constexpr std::int64_t letter_width = 7; // of a wide one
constexpr std::int64_t least_for_sign = 14;
constexpr std::int64_t legend_height = 20; // of a line
constexpr std::int64_t legend_gap = 16; // between two words

// As the marks of the pages look: a disc, a tick, a triangle, a block, a ring.
std::string_view sign_of(Role role)
{
    switch (role) {
    case Role::good:
        return "●";
    case Role::complete:
        return "✓";
    case Role::doubtful:
        return "▲";
    case Role::bad:
        return "■";
    default:
        break;
    }
    return "○";
}

std::int64_t width_of(std::string_view words)
{
    return letter_width * static_cast<std::int64_t>(count_code_points(words));
}

std::int64_t sum_of(BarRow const& row)
{
    return std::accumulate(
        row.parts.begin(), row.parts.end(), std::int64_t{0},
        [](std::int64_t sum, BarPart const& part) { return sum + part.amount; });
}

// What the drawing has still to say below its bars: the word of each kind that did not say it itself.
class Legend {
public:
    void add(BarPart const& part)
    {
        auto entry = std::string(sign_of(part.role)) + ' ' + part.words;
        if (!part.words.empty() && std::ranges::find(entries_, entry) == entries_.end())
            entries_.push_back(std::move(entry));
    }
    // From there on; says where it ends.
    [[nodiscard]] std::int64_t draw(std::vector<Shape>& shapes, std::int64_t top) const
    {
        if (entries_.empty())
            return top;
        std::int64_t from = 0;
        for (auto const& entry : entries_) {
            auto const width = width_of(entry);
            if (from > 0 && from + width > bars_width) {
                from = 0;
                top += legend_height;
            }
            shapes.emplace_back(Words{.spot = {from, top + words_below_top}, .text = entry});
            from += width + legend_gap;
        }
        return top + legend_height;
    }

private:
    std::vector<std::string> entries_;
};

// The most that fits; "" for nothing.
std::string words_in(BarPart const& part, std::int64_t width, Legend& legend)
{
    auto const number = std::to_string(part.amount);
    auto all = part.words.empty() ? number : number + ' ' + part.words;
    if (width_of(all) + letter_width <= width)
        return all;
    legend.add(part);
    auto const sign = std::string(sign_of(part.role));
    auto both = sign + ' ' + number;
    if (width_of(both) + letter_width <= width)
        return both;
    return width >= least_for_sign ? sign : std::string{};
}

void draw_row(
    std::vector<Shape>& shapes, BarRow const& row, std::int64_t top, std::int64_t most, Legend& legend)
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
        if (auto words = words_in(part, width, legend); !words.empty())
            shapes.emplace_back(Words{
                .spot = {from + width / 2, top + words_height + words_below_top},
                .text = std::move(words),
                .anchor = Anchor::middle,
                .is_on_bar
                = part.role == Role::good || part.role == Role::doubtful || part.role == Role::bad});
    }
}

}

Drawing draw(StackedBars const& chart)
{
    Drawing drawing{
        .width = bars_width, .title = chart.title, .description = chart.description, .shapes = {}};
    std::int64_t most = 1;
    for (auto const& row : chart.rows)
        most = std::max(most, sum_of(row));
    Legend legend;
    std::int64_t top = 0;
    for (auto const& row : chart.rows) {
        draw_row(drawing.shapes, row, top, most, legend);
        top += row_height;
    }
    drawing.height = std::max(legend.draw(drawing.shapes, top), row_height);
    return drawing;
}

} // namespace kommin::chart
