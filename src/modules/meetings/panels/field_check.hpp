#pragma once
// What the forms of this module take from those of all records.

#include "modules/meetings/panels/form_fields.hpp"
#include "platform/web/field_check.hpp"

namespace kommin::meetings {

using web::FieldCheck;

} // namespace kommin::meetings
