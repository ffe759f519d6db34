#pragma once
// What other modules may know of goals, of what was resolved about them, and who may see them.

#include "modules/goals/goals/goal.hpp"
#include "modules/goals/goals/goal_store.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/progress_words.hpp"
#include "modules/goals/goals/resolution.hpp"
#include "modules/goals/goals/resolution_store.hpp"
#include "modules/goals/goals/served_goals.hpp"
#include "modules/goals/goals/worded_goals.hpp"
#include "platform/html/url.hpp"

namespace kommin::goals {

// Its page at the desk, for whoever may see it there.
html::Url goal_desk_url(GoalId id);

} // namespace kommin::goals
