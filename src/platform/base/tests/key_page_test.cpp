#include "platform/base/key_page.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace kommin {

namespace {

struct Filter {
    std::optional<int> after = {};
    std::optional<int> before = {};
};
using Page = KeyPage<int, Filter>;

// The numbers up to `size` in their order, as a store lists them.
class Numbers {
public:
    explicit Numbers(int size)
        : all_(static_cast<std::size_t>(size))
    {
        std::iota(all_.begin(), all_.end(), 1);
    }
    void remove(int number) { std::erase(all_, number); }

    [[nodiscard]] Page page(Filter const& filter)
    {
        return key_page<int>(
            filter,
            [&](std::optional<int> const& place, bool is_backwards, int limit) {
                std::vector<int> found;
                auto const take = [&](int number) {
                    bool const is_behind = is_backwards ? number < place.value() : !place || number > *place;
                    if (is_behind && std::ssize(found) < limit)
                        found.push_back(number);
                };
                if (is_backwards)
                    std::for_each(all_.rbegin(), all_.rend(), take);
                else
                    std::for_each(all_.begin(), all_.end(), take);
                return found;
            },
            [](int number) { return number; },
            [&](std::int64_t most) {
                ++counted;
                return std::min(std::ssize(all_), most);
            });
    }
    int counted = 0;

private:
    std::vector<int> all_;
};

TEST(KeyPage, a_list_of_one_page_has_no_other_and_is_not_counted_again)
{
    Numbers numbers(Page::lines_per_page);
    auto const page = numbers.page({});
    EXPECT_EQ(page.count, Page::lines_per_page);
    EXPECT_FALSE(page.previous || page.next);
    EXPECT_EQ(numbers.counted, 0);
    EXPECT_EQ(Numbers(0).page({}).count, 0);
}

TEST(KeyPage, its_pages_lead_on_and_back_without_a_gap_and_twice)
{
    Numbers numbers(120);
    auto const first = numbers.page({});
    EXPECT_EQ(first.count, 120);
    EXPECT_FALSE(first.previous);
    auto const second = numbers.page(first.next.value());
    EXPECT_EQ(second.lines.front(), 51);
    auto const third = numbers.page(second.next.value());
    EXPECT_EQ(third.lines.front(), 101);
    EXPECT_EQ(third.lines.back(), 120);
    EXPECT_FALSE(third.next);
    EXPECT_EQ(numbers.page(third.previous.value()).lines, second.lines);
    auto const again = numbers.page(second.previous.value());
    EXPECT_EQ(again.lines, first.lines);
    EXPECT_FALSE(again.previous);
    EXPECT_TRUE(again.next);
}

TEST(KeyPage, where_lines_are_gone_the_first_page_comes_and_not_a_rest)
{
    Numbers numbers(60);
    auto const second = numbers.page(numbers.page({}).next.value());
    numbers.remove(7); // the page in front of the second is short by one
    EXPECT_EQ(numbers.page(second.previous.value()).lines.size(), 50U);
    EXPECT_EQ(numbers.page(second.previous.value()).lines.back(), 51);
    EXPECT_EQ(numbers.page({.after = 99}).lines.front(), 1); // nothing is behind it any more
}

TEST(KeyPage, may_be_counted_in_another_way)
{
    struct Sum {
        int of_lines = 0;
    };
    auto const page = key_page_without_count<int, Sum>(
        Filter{.after = 2},
        [](std::optional<int> const& place, bool /*is_backwards*/, int /*limit*/) {
            return place ? std::vector<int>{} : std::vector{1, 2};
        },
        [](int number) { return number; });
    EXPECT_EQ(page.lines, (std::vector{1, 2})) << "nothing is behind it: the first page";
    EXPECT_TRUE(page.is_whole_list());
    EXPECT_EQ(page.count.of_lines, 0) << "is left to whoever asks";
}

}

} // namespace kommin
