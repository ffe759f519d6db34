#pragma once
// Money of measures: budgets, programmes, applications, grants.

#include "platform/web/module.hpp"

namespace kommin::funding {

web::Module funding_module();

} // namespace kommin::funding
