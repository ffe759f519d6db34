#pragma once
// What the module registers for measures and their figures.

#include "modules/goals/measures/api.hpp"
#include "modules/goals/measures/report_photo.hpp"
#include "platform/web/module.hpp"

namespace kommin::goals {

// Adds their routes, menu, search, audit trail, "Heute" and help to the module, which names their subjects
// and their permissions itself.
struct MeasureCare {
    PhotoCare photos;
    BelowMeasure below; // see GoalsCare
};
void add_measures(web::Module& module, MeasureCare const& care);

} // namespace kommin::goals
