#pragma once
// The district of the demonstration: read and founded as any other, and marked as what it is.

#include "modules/tenants/folder.hpp"
#include "platform/demo/demo.hpp"

namespace kommin::tenants {

// The district as the files describe it, not stored yet.
NewDistrict read_demo_district(demo::Files const& files);

// The files of the demonstration belong to the program: throws std::runtime_error with the first problem.
void check_demo(FolderProblems const& problems);

} // namespace kommin::tenants
