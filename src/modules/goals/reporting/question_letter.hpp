#pragma once
// The letter with a question about a report that came by link, back to the address from which it came
// (docs/adr/0094).

#include "modules/goals/reporting/report_letter_source.hpp"
#include "modules/letters/api.hpp"
#include "platform/work/job_rules.hpp"

namespace kommin::goals {

// Of question_report().
JobRule question_mail(ReportLetterCare const& care);

letters::LetterKind question_letter_kind();

} // namespace kommin::goals
