#pragma once
// How a goal came about, of what everybody reads: recommendations, their answers, the resolution, and the
// measures that are shown, as a line of time.

#include "modules/goals/site/public_parts.hpp"

#include <span>

namespace kommin::goals {

// In the order of their days; what has none stands behind what led to it. Nothing where there is only one.
void write_public_course(
    html::Writer& w, PublicReader const& reader, PublicGoal const& one,
    std::span<PublicMeasure const* const> measures);

} // namespace kommin::goals
