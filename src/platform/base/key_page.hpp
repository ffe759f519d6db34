#pragma once
// One page of a list whose pages go on behind their last line (docs/adr/0046). Its filter has `after`, where
// the page begins, or `before`, where it ends; nothing for the first page.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace kommin {

// `Counted`: what counting tells; a number of lines, mostly.
template<class Line, class Filter, class Counted = std::int64_t>
struct KeyPage {
    static constexpr int lines_per_page = 50;
    static constexpr std::int64_t most_counted = 10'000;

    std::vector<Line> lines;
    Counted count = {}; // of the whole list; most_counted + 1: more than that
    std::optional<Filter> previous = {}; // nothing: this is the first page
    std::optional<Filter> next = {};

    [[nodiscard]] bool is_whole_list() const { return !previous && !next; }
};

// `list(place, is_backwards, limit)`: the lines behind that place, or in front of it, the nearest first; from
// the beginning without one. `place_of(line)`: where a line stands. Leaves `count` alone.
template<class Line, class Counted = std::int64_t, class Filter, class List, class PlaceOf>
KeyPage<Line, Filter, Counted> key_page_as_asked(
    Filter const& filter, List const& list, PlaceOf const& place_of)
{
    using Page = KeyPage<Line, Filter, Counted>;
    bool const is_backwards = filter.before.has_value();
    // One line more than a page tells whether there is another one.
    Page page{
        .lines = list(is_backwards ? filter.before : filter.after, is_backwards, Page::lines_per_page + 1)};
    bool const has_more = page.lines.size() > static_cast<std::size_t>(Page::lines_per_page);
    if (has_more)
        page.lines.pop_back();
    if (is_backwards)
        std::ranges::reverse(page.lines);
    if (page.lines.empty())
        return page;
    auto other = filter;
    other.after.reset();
    other.before = place_of(page.lines.front());
    if (is_backwards ? has_more : filter.after.has_value())
        page.previous = other;
    other.before.reset();
    other.after = place_of(page.lines.back());
    if (is_backwards || has_more)
        page.next = std::move(other);
    return page;
}

// Likewise, but whoever goes back to where lines are gone meanwhile gets the first page, not the rest of one.
template<class Line, class Counted = std::int64_t, class Filter, class List, class PlaceOf>
KeyPage<Line, Filter, Counted> key_page_without_count(
    Filter const& filter, List const& list, PlaceOf const& place_of)
{
    auto page = key_page_as_asked<Line, Counted>(filter, list, place_of);
    bool const is_short = page.lines.size() < static_cast<std::size_t>(page.lines_per_page);
    if ((filter.before && is_short) || (filter.after && page.lines.empty())) {
        auto first = filter;
        first.after.reset();
        first.before.reset();
        page = key_page_as_asked<Line, Counted>(first, list, place_of);
    }
    return page;
}

// Likewise, with its count: `count(most)` counts the lines of the whole list, no further than that.
template<class Line, class Filter, class List, class PlaceOf, class Count>
KeyPage<Line, Filter> key_page(
    Filter const& filter, List const& list, PlaceOf const& place_of, Count const& count)
{
    auto page = key_page_without_count<Line>(filter, list, place_of);
    page.count = page.is_whole_list() ? std::ssize(page.lines) : count(page.most_counted + 1);
    return page;
}

} // namespace kommin
