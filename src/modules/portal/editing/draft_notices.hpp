#pragma once
// Whoever has handed in a draft learns what became of it, by mail.

#include "modules/portal/feedback/feedback_jobs.hpp"
#include "platform/access/actor.hpp"
#include "platform/records/drafting.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <optional>
#include <string_view>

namespace kommin::portal {

using records::DraftOutcome;

// After the change. `before`: where the draft stood. Nothing where nobody has handed it in, or the same
// person did this.
void tell_whoever_handed_in(
    Work& work, records::Subject subject, records::EditState const& before, DraftOutcome outcome);

// Whoever planned something, with the rights they have now; nothing where they can do nothing any more.
std::optional<Actor> find_planner(Work& work, std::string_view code);

JobRule draft_notices(FeedbackCare const& care);

} // namespace kommin::portal
