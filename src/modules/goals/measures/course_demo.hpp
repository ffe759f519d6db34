#pragma once
// What a story of the demonstration tells of its measures: milestones, reports of figures, risks, tasks,
// lights that somebody has set, photos. All of it is invented and says so.

#include "modules/goals/measures/figure_demo.hpp"
#include "platform/files/blob_stores.hpp"

#include <map>
#include <string>

namespace kommin::goals {

// Of each entry of "measures" in the story, by the key of the measure; nothing without a story. Throws
// std::runtime_error with the first problem, also where it tells of what is not there.
void tell_course(
    demo::Demo& demo, std::map<std::string, MeasureId> const& measures, LoadedFigures const& figures,
    files::BlobStores& photos);

} // namespace kommin::goals
