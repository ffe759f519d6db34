#pragma once
// A form comes in: all that may be left of it are counters that are higher, and texts that belong to nothing.

#include "modules/meetings/evaluation/evaluation.hpp"
#include "platform/base/result.hpp"
#include "platform/work/work.hpp"

#include <string_view>

namespace kommin::meetings {

// By anybody. The same form key again changes nothing, whatever it holds: what the first one said is not
// known any more. Problems: a conflict at no field where no forms are taken now
// ("evaluation.problem.closed"), or as many came as can ever have been there ("evaluation.problem.full");
// those of problems_of().
Result<void> fill_in_evaluation(
    Work& work, MeetingId meeting, EvaluationEntries const& entries, std::string_view form_key);

} // namespace kommin::meetings
