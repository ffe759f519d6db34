#include "modules/goals/goals/resolution.hpp"

namespace kommin::goals {

MessageKey label_of(ResolutionKind kind)
{
    switch (kind) {
    case ResolutionKind::mandate:
        return "resolution.kind.mandate"_msg;
    case ResolutionKind::amendment:
        return "resolution.kind.amendment"_msg;
    case ResolutionKind::adoption:
        break;
    }
    return "resolution.kind.adoption"_msg;
}

MessageKey label_of(ResolutionResult result)
{
    switch (result) {
    case ResolutionResult::unanimous:
        return "resolution.result.unanimous"_msg;
    case ResolutionResult::majority:
        return "resolution.result.majority"_msg;
    case ResolutionResult::rejected:
        return "resolution.result.rejected"_msg;
    case ResolutionResult::unknown:
        break;
    }
    return "resolution.result.unknown"_msg;
}

MessageKey label_of(GoalStanding standing)
{
    switch (standing) {
    case GoalStanding::adopted:
        return "goal.standing.adopted"_msg;
    case GoalStanding::changed_since:
        return "goal.standing.changed_since"_msg;
    case GoalStanding::ended:
        return "goal.standing.ended"_msg;
    case GoalStanding::draft:
        break;
    }
    return "goal.standing.draft"_msg;
}

bool Adoption::is_newer_than(Adoption const& other) const
{
    if (day != other.day)
        return day && (!other.day || *day > *other.day);
    return resolution > other.resolution;
}

GoalStanding standing_of(Goal const& goal, Adoption const* adoption, Date today)
{
    if (goal.has_ended(today))
        return GoalStanding::ended;
    if (adoption == nullptr)
        return GoalStanding::draft;
    return goal.worded_version > adoption->version ? GoalStanding::changed_since : GoalStanding::adopted;
}

} // namespace kommin::goals
