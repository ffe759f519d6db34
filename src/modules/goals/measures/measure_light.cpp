#include "modules/goals/measures/measure_light.hpp"

#include <algorithm>

namespace kommin::goals {

std::optional<Light> light_of_milestones(std::vector<Milestone> const& milestones, Date today)
{
    std::optional<Light> light;
    std::optional<Date> latest; // when something was done or due, or will be
    for (auto const& one : milestones) {
        latest = std::max(latest, one.done_on);
        if (!one.due)
            continue;
        auto said = Light::on_track;
        auto const last = one.due->last_possible_day();
        if (!one.done_on && today > last)
            said = today > last + milestone_rule.grace ? Light::missed : Light::at_risk;
        light = light ? worse(*light, said) : said;
        latest = std::max(latest, std::optional(last));
    }
    // What is still open is late or lies ahead, so this is said of what is done.
    if (light == Light::on_track && latest && today > valid_until(milestone_rule, *latest))
        return Light::no_data;
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
