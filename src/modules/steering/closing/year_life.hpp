#pragma once
// What the years of the steering group tell of the way of a goal or a measure: its priority, where the group
// put it instead, how it was evaluated, and when the year was closed.

#include "platform/web/staff.hpp"

namespace kommin::steering {

// Each is told to whoever may see the years of its owner.
web::StaffLife life_of_years();

} // namespace kommin::steering
