#pragma once
// What measures add to the life lines of records.

#include "platform/web/staff.hpp"

namespace kommin::goals {

web::StaffLife life_of_measures();

} // namespace kommin::goals
