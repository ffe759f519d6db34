#include "modules/goals/measures/seen_progress.hpp"

#include "modules/goals/goals/goal_store.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/api.hpp"
#include "modules/goals/measures/measure_store.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace kommin::goals {

namespace {

// More than a district has.
constexpr int most_serving_measures = 10'000;

// These goals, and all that are below them, however deep.
std::vector<Goal> with_goals_below(std::vector<Goal> const& all, std::vector<GoalId> const& tops)
{
    std::set<GoalId> const wanted(tops.begin(), tops.end());
    std::multimap<GoalId, Goal const*> children;
    std::vector<Goal const*> waiting;
    for (auto const& goal : all) {
        if (wanted.contains(goal.id))
            waiting.push_back(&goal);
        if (goal.parent)
            children.emplace(*goal.parent, &goal);
    }
    std::set<GoalId> known;
    std::vector<Goal> found;
    while (!waiting.empty()) {
        auto const* goal = waiting.back();
        waiting.pop_back();
        if (!known.insert(goal->id).second)
            continue; // one that was asked for below another one
        found.push_back(*goal);
        auto const [first, last] = children.equal_range(goal->id);
        std::transform(
            first, last, std::back_inserter(waiting), [](auto const& child) { return child.second; });
    }
    return found;
}

}

SeenProgress load_seen_progress(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<GoalId> const& goals, Date today)
{
    SeenProgress seen;
    if (goals.empty())
        return seen;
    auto const tree = with_goals_below(list_goals(db, tenant), goals);
    MeasureQuery query{.owners = actor.where(see_goals)};
    std::ranges::transform(tree, std::back_inserter(query.goals), &Goal::id);
    seen.measures = list_measures(db, tenant, query, most_serving_measures);
    seen.standings = list_standings_on(db, tenant, seen.measures, today);
    seen.goals = progress_of_goals(db, tenant, tree, seen.standings);
    return seen;
}

} // namespace kommin::goals
