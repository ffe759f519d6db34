#pragma once
// What stocktakings add to the life lines of records.

#include "platform/web/staff.hpp"

namespace kommin::goals {

web::StaffLife life_of_inventories();

} // namespace kommin::goals
