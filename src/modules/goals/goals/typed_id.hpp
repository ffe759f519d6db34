#pragma once
// Numbers in forms and addresses that name records.

#include "platform/records/typed_ids.hpp"

namespace kommin::goals {

using records::typed_id;
using records::typed_ids;

} // namespace kommin::goals
