#pragma once
// Grants and what belongs to them, as the module registers them.

#include "modules/funding/module.hpp"

namespace kommin::funding {

void add_grants(web::Module& module, FundingCare const& care);

} // namespace kommin::funding
