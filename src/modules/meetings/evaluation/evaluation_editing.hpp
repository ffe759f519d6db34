#pragma once
// What the office does with an evaluation: opens it, says how long it lasts and whether everybody may read
// what came of it, closes it for good, and strikes out a text that names somebody.

#include "modules/meetings/evaluation/evaluation.hpp"
#include "modules/meetings/registration/programme.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

// As typed.
struct EvaluationForm {
    std::int64_t version = 0; // that was seen; 0: there was none
    std::string last_day; // of one that is closed: not asked
    bool shows_results = false;
};
EvaluationForm form_of(Evaluation const& evaluation);
// Two weeks from the session on.
EvaluationForm suggested_evaluation(Meeting const& meeting, Date today);
// At the field "last_day", which lies after the day of the session. `before`: null for a new one.
std::vector<Problem> problems_of(
    EvaluationForm const& form, Meeting const& meeting, Evaluation const* before, Date today);
// Whether people can know of the session: everybody may read of it, or can register.
bool can_be_evaluated(Meeting const& meeting, std::optional<Programme> const& programme);
// Whether they can know of it now: as can_be_evaluated(), but of a session that not everybody may read of
// only while its registration is open as the office says, whatever the time, and it takes place.
bool is_known_outside(Meeting const& meeting, std::optional<Programme> const& programme);

// Problems of all of them: not_found without the right to invite to this meeting.

// Opens one where there is none. Problems: what problems_of() finds; a conflict where somebody has changed it
// meanwhile, where can_be_evaluated() says no ("evaluation.problem.nobody"), or the meeting does not take
// place ("evaluation.problem.cancelled").
Result<void> save_evaluation(Work& work, MeetingId meeting, EvaluationForm const& form);
// For good. Where too few forms came, their answers are erased; likewise those to a question that too few
// have answered. Problems: not_found where there is none; a conflict where it is closed already.
Result<void> close_evaluation(Work& work, MeetingId meeting);
// Whether it was struck out now; false where it is not there any more. Problems: not_found before it is
// closed.
Result<bool> strike_text(Work& work, MeetingId meeting, std::int64_t number);

// A meeting was saved: where it has moved to the last day or behind it, the evaluation moves with it.
Result<void> move_evaluation(Work& work, Meeting const& before, Meeting const& after);

// Every night: closes what has ended, and erases texts half a year after that. One whose session has no day
// any more, lies ahead or was called off before a form came has not ended. How many evaluations and texts it
// found.
std::int64_t close_ended_evaluations(Work& work);
std::int64_t erase_old_evaluation_texts(Work& work);
RecurringRule evaluation_night();
// After one was closed or texts were erased: gives the space of what was erased back.
JobRule evaluation_clearing();

} // namespace kommin::meetings
