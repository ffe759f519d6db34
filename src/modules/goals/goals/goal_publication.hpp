#pragma once
// A goal is shown to everybody, and no longer shown (docs/adr/0094). Rights are those of editing it.

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/publication.hpp"
#include "platform/records/translated_kind.hpp"

#include <string_view>
#include <vector>

namespace kommin::goals {

inline constexpr content::SubjectKind goal_translation_subject{"goal_translation"};
extern records::TranslatedKind const translated_goals;

// Whether everybody reads it: it is to be shown, and somebody has adopted it. `adoption`: null for a goal
// that nobody has.
bool is_public(Goal const& goal, Adoption const* adoption);

// Says whether anything was done: what is so already is no change. Problems: not_found without the right;
// problems_of_plain_text(); a conflict where somebody has changed it meanwhile
// ("record.problem.changed_meanwhile"), or nobody has adopted it ("goal.public.problem.draft").
Result<bool> change_public_goal(
    Work& work, GoalVersion const& seen, PublicStep step, std::string_view plain_text);

// Of a goal that was written: whoever reads it, and whoever translates it, has something else before them.
void tell_readers(Work& work, Goal const& before, Goal const& now);
// Of goals of which something was resolved.
void tell_readers(Work& work, std::vector<GoalId> const& ids);

} // namespace kommin::goals
