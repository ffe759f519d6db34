#include "modules/meetings/statistics/small_counts.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>

namespace kommin::meetings {

namespace {

bool is_small(Counts const& counts)
{
    return std::ranges::any_of(counts, [](std::int64_t count) { return count < smallest_count; });
}

std::int64_t sum_of(Counts const& counts)
{
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

// Of the rows that are shown, or that are not, answer by answer.
Counts sums_of(std::vector<Counts> const& rows, std::vector<bool> const& shown, bool wanted)
{
    Counts sums(rows.empty() ? 0 : rows.front().size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (shown[row] == wanted)
            std::ranges::transform(sums, rows[row], sums.begin(), std::plus{});
    }
    return sums;
}

std::optional<std::size_t> smallest_shown(std::vector<Counts> const& rows, std::vector<bool> const& shown)
{
    std::optional<std::size_t> smallest;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (shown[row] && (!smallest || sum_of(rows[row]) < sum_of(rows[*smallest])))
            smallest = row;
    }
    return smallest;
}

}

bool ShownCounts::hides_any() const
{
    return !total || std::ranges::find(rows, false) != rows.end();
}

ShownCounts shown_counts(std::vector<Counts> const& rows)
{
    ShownCounts shown;
    for (auto const& row : rows)
        shown.rows.push_back(!is_small(row));
    shown.total = !rows.empty() && !is_small(sums_of(rows, std::vector<bool>(rows.size()), false));
    if (!shown.total)
        return shown;
    // One hidden row alone is small, too: then there are two at least. All rows together are the total, which
    // is large enough, so there is always a next one.
    auto const is_told_by_the_rest = [&] {
        return std::ranges::find(shown.rows, false) != shown.rows.end()
            && is_small(sums_of(rows, shown.rows, false));
    };
    while (is_told_by_the_rest())
        shown.rows[smallest_shown(rows, shown.rows).value()] = false;
    return shown;
}

} // namespace kommin::meetings
