#include "modules/funding/reckoning/cover.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <tuple>

namespace kommin::funding {

namespace {

// What the lines of one pot have too much goes to their gaps, in the order of `pot`.
void cover_each_other(
    std::span<CoverLine const> lines, std::vector<std::size_t> const& pot, std::vector<Cover>& covers)
{
    auto giver = pot.begin();
    for (auto const place : pot) {
        auto open = gap_of(lines[place].amounts).value_or(Money{});
        while (open > Money{} && giver != pot.end()) {
            auto& from = covers[*giver];
            auto const part = std::min(open, surplus_of(lines[*giver].amounts) - from.given);
            from.given += part;
            covers[place].covered += part;
            open = open - part;
            if (open > Money{})
                ++giver;
        }
    }
}

}

Money surplus_of(Amounts const& amounts)
{
    if (!amounts.planned || !amounts.secured)
        return {};
    auto const needed = std::max(*amounts.planned, bound_of(amounts).value_or(Money{}));
    return std::max(*amounts.secured - needed, Money{});
}

std::vector<Cover> covers_of(std::span<CoverLine const> lines)
{
    std::vector<std::size_t> places(lines.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::ranges::sort(places, {}, [&](std::size_t place) { return lines[place].id; });
    std::map<std::tuple<std::int64_t, int, std::int64_t, std::string>, std::vector<std::size_t>> pots;
    for (auto const place : places) {
        auto const& one = lines[place];
        pots[{one.owner, one.year, one.group, one.purpose}].push_back(place);
    }
    std::vector<Cover> covers(lines.size());
    for (auto const& [key, pot] : pots)
        cover_each_other(lines, pot, covers);
    return covers;
}

} // namespace kommin::funding
