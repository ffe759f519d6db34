#pragma once
// The letters about the application of an association (docs/adr/0100): the link to its form, that it has
// come, a question, and the answer.

#include "modules/funding/grants/passed_on_letters.hpp"
#include "modules/letters/api.hpp"
#include "platform/work/job_rules.hpp"

#include <vector>

namespace kommin::funding {

// Those that a district may begin and end in its own words.
std::vector<letters::LetterKind> request_letter_kinds();

JobRule request_mail(GrantLetterCare const& care);
// Every night: an application of which nothing became is forgotten after a year.
RecurringRule request_erasure();

} // namespace kommin::funding
