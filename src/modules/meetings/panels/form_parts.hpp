#pragma once
// What the forms of this module take from those of all records.

#include "modules/meetings/panels/form_fields.hpp"
#include "platform/web/form_parts.hpp"

namespace kommin::meetings {

using web::FormFields;
using web::FormShell;
using web::label_in;
using web::record_form;
using web::word_of_value;
using web::write_history_card;
using web::write_not_stored;

} // namespace kommin::meetings
