#pragma once
// The addresses of recommendations.

#include "modules/meetings/recommendations/taken_up.hpp"
#include "platform/web/module.hpp"

#include <vector>

namespace kommin::meetings {

// `records`: as what recommendations are taken up. `below`: what came of them, for everybody.
std::vector<web::Route> recommendation_routes(
    TakenUpRecords const& records, BelowRecommendation const& below);

} // namespace kommin::meetings
