#include "modules/goals/inventory/inventory_gaps.hpp"

#include "platform/search/fold.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

namespace kommin::goals {

namespace {

bool is_in(Counted const& one, tenants::BodyId place)
{
    return one.places.empty() || std::ranges::find(one.places, place) != one.places.end();
}

// Those of one field and one audience, as they were counted.
using SameAudience = std::map<std::pair<meetings::PanelId, std::string>, std::vector<Counted const*>>;

// Only those that meet somebody else: of two that are in different places nothing is said.
std::optional<Overlap> overlap_of(
    std::vector<Counted const*> const& same, std::vector<tenants::BodyId> const& places)
{
    Overlap found;
    std::set<Counted const*> met;
    for (auto const place : places) {
        std::vector<Counted const*> here;
        std::ranges::copy_if(
            same, std::back_inserter(here), [&](Counted const* one) { return is_in(*one, place); });
        if (here.size() < 2)
            continue;
        found.places.push_back(place);
        met.insert(here.begin(), here.end());
    }
    if (found.places.empty())
        return std::nullopt;
    for (auto const* one : same) {
        if (met.contains(one))
            found.all.push_back(*one);
    }
    found.panel = found.all.front().panel;
    found.audience = found.all.front().audience;
    return found;
}

}

Gaps reckon_gaps(
    std::vector<meetings::PanelId> fields, std::vector<tenants::BodyId> places,
    std::vector<Counted> const& counted)
{
    Gaps gaps{std::move(fields), std::move(places), {}, {}};
    for (auto const field : gaps.fields) {
        for (auto const place : gaps.places)
            gaps.cells[{field, place}] = {};
    }
    SameAudience same;
    for (auto const& one : counted) {
        if (std::ranges::find(gaps.fields, one.panel) == gaps.fields.end())
            continue;
        for (auto const place : gaps.places) {
            if (is_in(one, place))
                ++(one.is_measure ? gaps.cells[{one.panel, place}].measures
                                  : gaps.cells[{one.panel, place}].entries);
        }
        if (auto audience = search::folded_text(one.audience); !audience.empty())
            same[{one.panel, std::move(audience)}].push_back(&one);
    }
    for (auto const field : gaps.fields) {
        for (auto const& [key, all] : same) {
            if (key.first != field)
                continue;
            if (auto found = overlap_of(all, gaps.places))
                gaps.overlaps.push_back(*std::move(found));
        }
    }
    return gaps;
}

} // namespace kommin::goals
