#include "modules/goals/measures/measure_light.hpp"

namespace kommin::goals {

std::optional<Light> light_of_milestones(std::vector<Milestone> const& milestones, Date today)
{
    std::optional<Light> light;
    for (auto const& one : milestones) {
        if (!one.due)
            continue;
        auto said = Light::on_track;
        auto const last = one.due->last_possible_day();
        if (!one.done_on && today > last)
            said = today > last + LightRule{}.grace ? Light::missed : Light::at_risk;
        light = light ? worse(*light, said) : said;
    }
    return light;
}

std::vector<Milestone> milestones_on(std::vector<Milestone> milestones, Date day)
{
    for (auto& one : milestones) {
        if (one.done_on && *one.done_on > day)
            one.done_on.reset();
    }
    return milestones;
}

bool holds(LightByHand const& light, Date day)
{
    return day < light.until && (!light.since || *light.since <= day);
}

std::optional<ShownLight> shown_light(Measure const& measure, std::optional<Light> reckoned, Date today)
{
    if (measure.by_hand && holds(*measure.by_hand, today))
        return ShownLight{.light = measure.by_hand->light, .is_by_hand = true, .reckoned = reckoned};
    if (!reckoned)
        return std::nullopt;
    return ShownLight{.light = *reckoned, .reckoned = {}};
}

} // namespace kommin::goals
