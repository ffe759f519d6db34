#pragma once
// What goals and resolutions add to the life lines of records.

#include "platform/web/staff.hpp"

namespace kommin::goals {

web::StaffLife life_of_goals();

} // namespace kommin::goals
