#pragma once
// How the files of the demonstration are read in this module.

#include "platform/demo/parts.hpp"

namespace kommin::meetings {

using demo::is_true;
using demo::list_at;
using demo::loaded;

} // namespace kommin::meetings
