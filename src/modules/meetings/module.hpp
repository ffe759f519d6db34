#pragma once
// What the app wires: the standing conference and all other panels.

#include "platform/web/module.hpp"

namespace kommin::meetings {

web::Module meetings_module();

} // namespace kommin::meetings
