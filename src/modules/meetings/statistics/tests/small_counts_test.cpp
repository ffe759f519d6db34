#include "modules/meetings/statistics/small_counts.hpp"

#include <gmock/gmock.h>

#include <cstddef>
#include <random>
#include <set>
#include <vector>

namespace kommin::meetings {
namespace {

using ::testing::ElementsAre;
using Table = std::vector<Counts>;

TEST(SmallCounts, what_is_large_enough_is_shown)
{
    auto const shown = shown_counts({{5, 9}, {20, 6}});
    EXPECT_THAT(shown.rows, ElementsAre(true, true));
    EXPECT_TRUE(shown.total);
    EXPECT_FALSE(shown.hides_any());
}

TEST(SmallCounts, the_next_smallest_is_hidden_where_the_total_would_tell)
{
    EXPECT_THAT(shown_counts({{4}, {30}, {7}}).rows, ElementsAre(false, true, false)) << "4 = 41 - 30 - 7";
    EXPECT_THAT(shown_counts({{0}, {30}, {7}}).rows, ElementsAre(false, true, false)) << "nobody is few, too";
    EXPECT_THAT(shown_counts({{1}, {2}, {30}, {7}}).rows, ElementsAre(false, false, true, false))
        << "1 + 2 are fewer than five together";
    EXPECT_THAT(shown_counts({{4}, {2}, {30}, {7}}).rows, ElementsAre(false, false, true, true));
    EXPECT_TRUE(shown_counts({{4}, {30}, {7}}).total);
}

TEST(SmallCounts, a_row_is_hidden_with_all_its_numbers)
{
    auto const shown = shown_counts({{4, 20}, {30, 30}, {7, 8}, {9, 9}});
    EXPECT_THAT(shown.rows, ElementsAre(false, true, false, true));
    EXPECT_TRUE(shown.total);
    EXPECT_THAT(
        shown_counts({{4, 20}, {0, 6}, {30, 30}, {7, 8}}).rows, ElementsAre(false, false, true, false))
        << "of the first answer four are hidden, until there is another row";
}

TEST(SmallCounts, the_total_is_withheld_where_it_is_small_or_tells)
{
    EXPECT_FALSE(shown_counts({{4, 20}, {0, 20}}).total);
    EXPECT_THAT(shown_counts({{4, 20}, {0, 20}}).rows, ElementsAre(false, false));
    EXPECT_FALSE(shown_counts({{3}}).total);
    EXPECT_TRUE(shown_counts({{8}}).total);
    EXPECT_FALSE(shown_counts({}).total);
    EXPECT_TRUE(shown_counts({{3}, {9}}).total) << "both are hidden, twelve together";
    EXPECT_THAT(shown_counts({{3}, {9}}).rows, ElementsAre(false, false));
}

// Whether that many numbers, none below nothing, can make this sum: tried one by one.
bool can_make(std::size_t numbers, std::int64_t sum) // NOLINT(misc-no-recursion)
{
    if (numbers == 0)
        return sum == 0;
    for (std::int64_t value = 0; value <= sum; ++value) {
        if (can_make(numbers - 1, sum - value))
            return true;
    }
    return false;
}

// All that a number in this place may be, for whoever knows what is shown, adds and subtracts. Sums of hidden
// rows are not shown, so each answer stands for itself.
std::set<std::int64_t> possible_values(Table const& table, ShownCounts const& shown, std::size_t answer)
{
    std::size_t hidden = 0;
    std::int64_t rest = 0;
    for (std::size_t row = 0; row < table.size(); ++row) {
        rest += table[row][answer]; // of the total
        if (shown.rows[row])
            rest -= table[row][answer];
        else
            ++hidden;
    }
    std::set<std::int64_t> found;
    for (std::int64_t value = 0; value <= rest; ++value) {
        if (can_make(hidden - 1, rest - value))
            found.insert(value);
    }
    return found;
}

TEST(SmallCounts, no_hidden_number_can_be_reckoned_from_what_is_shown)
{
    std::mt19937 random(20261129);
    auto const between
        = [&](int least, int most) { return std::uniform_int_distribution<int>(least, most)(random); };
    int hiding = 0, showing = 0;
    for (int round = 0; round < 4000; ++round) {
        Table table(static_cast<std::size_t>(between(1, 5)));
        auto const answers = static_cast<std::size_t>(between(1, 3));
        auto const most = between(3, 14);
        for (auto& row : table) {
            for (std::size_t answer = 0; answer < answers; ++answer)
                row.push_back(between(0, most));
        }
        auto const shown = shown_counts(table);
        for (std::size_t row = 0; row < table.size(); ++row) {
            for (std::size_t answer = 0; answer < answers; ++answer) {
                if (shown.rows[row]) {
                    EXPECT_GE(table[row][answer], smallest_count);
                    ++showing;
                } else if (shown.total) { // else there is nothing to subtract from
                    EXPECT_GT(possible_values(table, shown, answer).size(), std::size_t{smallest_count})
                        << "round " << round << ", row " << row << ", answer " << answer;
                    ++hiding;
                }
            }
        }
        if (shown.total) {
            for (std::size_t answer = 0; answer < answers; ++answer) {
                std::int64_t total = 0;
                for (auto const& row : table)
                    total += row[answer];
                EXPECT_GE(total, smallest_count);
            }
        }
    }
    EXPECT_GT(hiding, 1000) << "the tables are worth trying";
    EXPECT_GT(showing, 1000);
}

} // namespace
} // namespace kommin::meetings
