#pragma once
// Whoever edits money is told once a week what of it is due soon or was due (docs/adr/0091): a letter to
// their account, as long as there is something to say.

#include "modules/funding/grants/passed_on_letters.hpp"
#include "modules/letters/api.hpp"
#include "platform/work/job_rules.hpp"

namespace kommin::funding {

letters::LetterKind due_money_letter_kind();

JobRule due_money_mail(GrantLetterCare const& care);
// Every morning: whoever was not told this week, and has something due. On Monday that is everybody; a server
// that was away tells it on the day after.
RecurringRule due_money_told();

} // namespace kommin::funding
