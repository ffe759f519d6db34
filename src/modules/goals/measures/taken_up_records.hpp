#pragma once
// Goals and measures as what recommendations were taken up: what can be chosen, how that is entered, and what
// names one as where it comes from (docs/adr/0095).

#include "modules/meetings/recommendations/api.hpp"

namespace kommin::goals {

meetings::TakenUpRecords taken_up_records();

} // namespace kommin::goals
