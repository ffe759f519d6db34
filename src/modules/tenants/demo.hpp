#pragma once
// The district of the demonstration, its municipalities and their units.

#include "modules/tenants/tenant.hpp"
#include "platform/base/result.hpp"
#include "platform/demo/demo.hpp"
#include "platform/work/work.hpp"

namespace kommin::tenants {

// The district as the files describe it, not stored yet.
Tenant read_demo_tenant(demo::Files const& files);

// Stores it; the work goes on for it. Problem: "demo.exists".
Result<void> found_demo(Work& work, Tenant const& tenant);

// Its municipalities and organisational units.
void load_demo(demo::Demo& demo);

} // namespace kommin::tenants
