#pragma once
// What the handlers of measures look up before they show anything.

#include "modules/goals/measures/measure_pages.hpp"

#include <map>
#include <optional>
#include <vector>

namespace kommin::goals {

// That the address names, if this person has the permission for it.
std::optional<Measure> measure_in_path(web::Call const& call, Permission permission);
// What each of them shows, of those that show any.
std::map<MeasureId, ShownLight> lights_of(
    web::Call const& call, std::vector<Measure> const& measures, ShownOfMeasures const& shown);
// Of its figures or milestones.
std::optional<Light> reckoned_light_of(
    web::Call const& call, Measure const& measure, ShownOfMeasures const& shown);
// Whose measures this person sees.
SeenMeasures seen_measures(web::Call const& call, db::Connection& db);

} // namespace kommin::goals
