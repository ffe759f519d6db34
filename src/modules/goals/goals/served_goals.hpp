#pragma once
// Which goals of the Kreis the goals of its municipalities serve.

#include "modules/goals/goals/goal.hpp"
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {

// A goal as other pages name it.
struct NamedGoal {
    GoalId id;
    std::string title; // "L 1 Alle Kinder sprechen Deutsch"
    bool may_open = false; // of others only the title is known
};

// Goals of one municipality that serve one of the Kreis.
struct ServingGoals {
    std::vector<NamedGoal> seen; // by id
    std::size_t hidden = 0; // so many that this person does not see
};
struct ServedGoals {
    std::vector<NamedGoal> goals; // of the Kreis that this person may know and that have not ended, by id
    std::map<std::pair<GoalId, tenants::BodyId>, ServingGoals> serving; // likewise not ended
};
ServedGoals list_served_goals(db::Connection& db, TenantId tenant, Actor const& actor, Date today);

} // namespace kommin::goals
