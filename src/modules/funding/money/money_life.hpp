#pragma once
// What money tells of the way of a measure: its budget, applications on which it hangs, and grants.

#include "platform/web/staff.hpp"

namespace kommin::funding {

// Each is told to whoever may see money of its owner.
web::StaffLife life_of_money();

} // namespace kommin::funding
