#include "modules/goals/goals/served_goals.hpp"

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/goal_store.hpp"
#include "modules/goals/goals/permissions.hpp"

#include <set>

namespace kommin::goals {

ServedGoals list_served_goals(db::Connection& db, TenantId tenant, Actor const& actor, Date today)
{
    ServedGoals found;
    std::set<GoalId> known;
    for (auto const& goal : list_known_goals(db, tenant, actor)) {
        if (goal.body || goal.has_ended(today))
            continue;
        found.goals.push_back({goal.id, full_title_of(goal), actor.may(see_goals, goal.owner())});
        known.insert(goal.id);
    }
    for (auto const& goal : list_goals(db, tenant)) {
        if (!goal.body || !goal.serves || !known.contains(*goal.serves) || goal.has_ended(today))
            continue;
        auto& serving = found.serving[{*goal.serves, *goal.body}];
        if (actor.may(see_goals, goal.owner()))
            serving.seen.push_back({goal.id, full_title_of(goal), true});
        else
            ++serving.hidden;
    }
    return found;
}

} // namespace kommin::goals
