#pragma once
// Small groups are not told apart: which counts of a table may be shown so that none below five can be
// reckoned from the others (docs/adr/0083).

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kommin::meetings {

// Fewer people than that are not shown; nobody is fewer, too: that nobody of a group has said yes tells of
// each of them.
inline constexpr std::int64_t smallest_count = 5;

// What one group has answered: one number for each answer. A list of plain counts has one number in each row.
using Counts = std::vector<std::int64_t>;

struct ShownCounts {
    std::vector<bool> rows; // as they were given
    bool total = false; // the sums of all rows, answer by answer

    [[nodiscard]] bool hides_any() const;
};
// Of the whole table, all rows of which have as many numbers; those that are not shown are shown with none of
// their numbers, nor with their sum. A row of which a number is small is hidden; then, while what is hidden
// of one answer is small together, the smallest of the others. The total is withheld where it is small
// itself. So what is left of a shown total is always the sum of two rows or more, and five at least.
ShownCounts shown_counts(std::vector<Counts> const& rows);

} // namespace kommin::meetings
