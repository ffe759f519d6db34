#pragma once
// The addresses of recommendations.

#include "modules/meetings/recommendations/taken_up.hpp"
#include "platform/web/module.hpp"

#include <vector>

namespace kommin::meetings {

// `records`: as what recommendations are taken up.
std::vector<web::Route> recommendation_routes(TakenUpRecords const& records);

} // namespace kommin::meetings
