#pragma once
// A district begins: everything of its folder is stored as one.

#include "modules/tenants/folder.hpp"
#include "platform/base/result.hpp"
#include "platform/work/work.hpp"

namespace kommin::tenants {

// Stores the district; the work, begun without a tenant, goes on for it. Problems: a district of that name in
// the address or of that key is there already, one of its hosts belongs to another, or the portal could not
// tell it from one that is there.
Result<void> found(Work& work, NewDistrict const& district);

} // namespace kommin::tenants
