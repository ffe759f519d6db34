#pragma once
// What recommendations and the meetings of their steps add to the life lines of records.

#include "platform/web/staff.hpp"

namespace kommin::meetings {

web::StaffLife life_of_recommendations();

} // namespace kommin::meetings
