#pragma once
// The light of a measure as it is shown: what its figures say, else its milestones; or what somebody has set
// by hand instead, for as long as that holds (docs/adr/0090).

#include "modules/goals/measures/measure.hpp"

#include <chrono>
#include <optional>
#include <vector>

namespace kommin::goals {

// How milestones say a light: by the grace of figures, and for a year.
inline constexpr LightRule milestone_rule{.reports_every = std::chrono::months{12}};
// All that were due are done: on track; one is late by up to the grace: at risk; longer: missed. Where
// nothing was due or done for a year and the grace, and nothing is to come: no data. Nothing where none has a
// day.
std::optional<Light> light_of_milestones(std::vector<Milestone> const& milestones, Date today);

// As they stood at the end of that day, by what is known now.
std::vector<Milestone> milestones_on(std::vector<Milestone> milestones, Date day);

struct ShownLight {
    Light light = Light::no_data;
    bool is_by_hand = false;
    std::optional<Light> reckoned; // beside one that was set by hand
    friend bool operator==(ShownLight const&, ShownLight const&) = default;
};
// On that day: it was set by then, and not only until then.
bool holds(LightByHand const& light, Date day);
// `reckoned`: of its figures or milestones. Nothing where neither says anything and nobody has set one.
std::optional<ShownLight> shown_light(Measure const& measure, std::optional<Light> reckoned, Date today);

} // namespace kommin::goals
