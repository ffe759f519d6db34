#pragma once
// Steps of a message: who looks after it, whose it is, until when, whether it is done. The audit trail knows
// what each step changed; the newest word about each of these can be taken back.

#include "modules/portal/feedback/feedback.hpp"
#include "modules/portal/feedback/feedback_care.hpp"
#include "platform/audit/audit.hpp"
#include "platform/base/result.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <optional>

namespace kommin::portal {

// What an entry says of a message, for the chain; a fact that is not there says "nobody" or "no day".
audit::Facts taker_fact(std::optional<identity::AccountId> taker);
audit::Facts state_fact(FeedbackState state);

// Whether the entry is a step and the message still is as that step left it.
bool is_step_to_undo(
    StoredFeedback const& message, audit::StoredEntry const& entry,
    std::span<audit::StoredEntry const> newer);
// Makes the message what it was before that step; `step`: the number of its entry. That is a step, too.
// Problems: not_found, also without the right to answer; a conflict where somebody has changed the message
// meanwhile, where that is no step or not the last word any more, and where it cannot be undone: an answer
// that was withdrawn or is out, a day that is over, a colleague who may not answer any more, a body to which
// only the Kreis may give.
Result<void> undo_step(Work& work, SeenFeedback seen, std::int64_t step);

} // namespace kommin::portal
