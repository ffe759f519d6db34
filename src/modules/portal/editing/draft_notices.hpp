#pragma once
// Whoever has handed in a draft learns what became of it, by mail.

#include "modules/portal/feedback/feedback_jobs.hpp"
#include "platform/records/editing.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <cstdint>

namespace kommin::portal {

enum class DraftOutcome : std::uint8_t { given_back, published, discarded };

// After the change. `before`: where the draft stood. Nothing where nobody has handed it in, or the same
// person did this.
void tell_whoever_handed_in(
    Work& work, records::Subject subject, records::EditState const& before, DraftOutcome outcome);

JobRule draft_notices(FeedbackCare const& care);

} // namespace kommin::portal
