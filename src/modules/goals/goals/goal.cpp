#include "modules/goals/goals/goal.hpp"

namespace kommin::goals {

MessageKey label_of(GoalKind kind)
{
    return kind == GoalKind::guiding ? "goal.kind.guiding"_msg : "goal.kind.operational"_msg;
}

MessageKey label_of(Influence influence)
{
    switch (influence) {
    case Influence::direct:
        return "goal.influence.direct"_msg;
    case Influence::shared:
        return "goal.influence.shared"_msg;
    case Influence::none:
        return "goal.influence.none"_msg;
    case Influence::unscreened:
        break;
    }
    return "goal.influence.unscreened"_msg;
}

bool Goal::has_ended(Date today) const
{
    return valid_to && valid_to->last_possible_day() < today;
}

std::string full_title_of(Goal const& goal)
{
    return goal.number.empty() ? goal.title : goal.number + ' ' + goal.title;
}

} // namespace kommin::goals
