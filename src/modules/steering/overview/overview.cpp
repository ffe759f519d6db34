#include "modules/steering/overview/overview.hpp"

#include "modules/steering/overview/money_at_risk.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace kommin::steering {

using goals::Light;

namespace {

// From the worst to the best, as goals::worse() has it.
int badness_of(Light light)
{
    switch (light) {
    case Light::missed:
        return 0;
    case Light::at_risk:
        return 1;
    case Light::no_data:
        return 2;
    case Light::on_track:
        return 3;
    case Light::reached:
        break;
    }
    return 4;
}

}

bool is_under_way(goals::Measure const& measure)
{
    return measure.state != goals::MeasureState::done && measure.state != goals::MeasureState::dropped;
}

std::int64_t MoneyOfMeasures::unknown() const
{
    return std::ranges::count_if(measures, [](auto const& one) { return !one.second.is_known; });
}

void LightCounts::add(std::optional<goals::ShownLight> const& light)
{
    ++counts_.at(static_cast<std::size_t>(light ? light->light : Light::no_data));
    by_hand_ += light && light->is_by_hand ? 1 : 0;
}

std::int64_t LightCounts::all() const
{
    return std::accumulate(counts_.begin(), counts_.end(), std::int64_t{0});
}

Verdict verdict_of(LightCounts const& counts)
{
    if (counts.all() == 0)
        return Verdict::nothing;
    if (counts.known() * 2 < counts.all())
        return Verdict::unknown;
    if (counts.good() == counts.known())
        return Verdict::yes;
    return counts.good() * 2 >= counts.known() ? Verdict::partly : Verdict::no;
}

Light light_of(goals::SteeredMeasure const& one)
{
    return one.standing.light ? one.standing.light->light : Light::no_data;
}

std::vector<FieldOfAction> by_field(std::vector<goals::SteeredMeasure> const& measures)
{
    std::vector<FieldOfAction> fields;
    std::map<meetings::PanelId, std::size_t> places;
    for (auto const& one : measures) {
        auto const [place, is_new] = places.emplace(one.measure.panel, fields.size());
        if (is_new)
            fields.push_back({.panel = one.measure.panel, .counts = {}, .progress = {}, .measures = {}});
        auto& field = fields[place->second];
        field.counts.add(one.standing.light);
        field.measures.push_back(&one);
    }
    for (auto& field : fields) {
        std::vector<goals::Weighted> parts;
        for (auto const* one : field.measures)
            parts.push_back({.weight = 1, .progress = one->standing.progress.progress});
        field.progress = goals::roll_up(parts);
        std::ranges::stable_sort(
            field.measures, {}, [](goals::SteeredMeasure const* one) { return badness_of(light_of(*one)); });
    }
    return fields;
}

LightCounts counted(std::vector<goals::SteeredMeasure> const& measures)
{
    LightCounts counts;
    for (auto const& one : measures)
        counts.add(one.standing.light);
    return counts;
}

std::vector<Slipped> slipped(std::vector<goals::SteeredMeasure> const& measures)
{
    std::vector<Slipped> found;
    for (auto const& one : measures) {
        auto const& before = one.reckoned_before;
        auto const& now = one.standing.reckoned;
        if (before && now && *before != Light::no_data && badness_of(*now) < badness_of(*before))
            found.push_back({&one, *before, *now});
    }
    std::ranges::stable_sort(found, {}, [](Slipped const& one) { return badness_of(one.now); });
    return found;
}

goals::FigureStanding const* telling_figure(goals::MeasureStanding const& standing)
{
    goals::FigureStanding const* telling = nullptr;
    for (auto const& one : standing.figures) {
        bool const is_known = one.judged.light != Light::no_data;
        bool const tells_more = telling != nullptr && is_known
            && (telling->judged.light == Light::no_data
                || badness_of(one.judged.light) < badness_of(telling->judged.light));
        if (telling == nullptr || tells_more)
            telling = &one;
    }
    return telling;
}

WaitingMeasures waiting_on(std::vector<goals::SteeredMeasure> const& measures, Date day)
{
    WaitingMeasures found;
    for (auto const& one : measures) {
        if (!is_under_way(one.measure))
            continue;
        for (auto const& milestone : one.milestones) {
            if (milestone.due && !milestone.done_on && milestone.due->last_possible_day() < day)
                found.late_milestones.push_back({&one, &milestone});
        }
        auto const& light = one.standing.light;
        if (light && light->is_by_hand && one.measure.by_hand->until <= day + hand_light_ends_soon)
            found.ending_lights.push_back(&one);
        if (!light || (one.standing.is_outdated() && !light->is_by_hand))
            found.without_light.push_back(&one);
    }
    std::ranges::stable_sort(found.late_milestones, {}, [](LateMilestone const& one) {
        return one.milestone->due->last_possible_day();
    });
    std::ranges::stable_sort(found.ending_lights, {}, [](goals::SteeredMeasure const* one) {
        return one->measure.by_hand->until;
    });
    return found;
}

} // namespace kommin::steering
