#pragma once
// What the portal gives to the search over everything in the administration: a searcher for each kind of its
// records, made of the list of that kind with its rights.

#include "platform/web/staff.hpp"

#include <vector>

namespace kommin::portal {

std::vector<web::StaffSearcher> searchers();

} // namespace kommin::portal
