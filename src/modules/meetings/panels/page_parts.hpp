#pragma once
// What the pages of this module take from those of all records.

#include "platform/web/page_parts.hpp"

namespace kommin::meetings {

using web::write_effect;
using web::write_fact;
using web::write_lines;

} // namespace kommin::meetings
