#pragma once
// How the portal's records read in the audit trail.

#include "modules/portal/editing/translated_kinds.hpp"
#include "platform/web/staff.hpp"

#include <vector>

namespace kommin::portal {

std::vector<web::StaffForm> noted_forms(TranslatedKinds const& kinds);

} // namespace kommin::portal
