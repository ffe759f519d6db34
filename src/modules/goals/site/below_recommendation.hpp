#pragma once
// What came of a recommendation, on the page on which everybody reads it.

#include "modules/meetings/recommendations/api.hpp"
#include "platform/web/document.hpp"
#include "platform/web/visit.hpp"

namespace kommin::goals {

// The goals and measures that name it as where they come from, of those that are shown; nothing where there
// is none. Holds as long as the visit.
web::Body goals_below_recommendation(web::Visit const& visit, meetings::RecommendationId id);

} // namespace kommin::goals
