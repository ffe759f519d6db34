#pragma once
// How the portal's records read in the audit trail.

#include "platform/web/staff.hpp"

#include <vector>

namespace kommin::portal {

std::vector<web::StaffForm> noted_forms();

} // namespace kommin::portal
