#include "modules/goals/goals/api.hpp"
#include "modules/goals/goals/goal_pages.hpp"

namespace kommin::goals {

html::Url goal_desk_url(GoalId id)
{
    return goal_url(id);
}

} // namespace kommin::goals
