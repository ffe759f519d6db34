#pragma once
// How far goals have come by the measures that somebody sees (docs/adr/0090): of many goals at once, for
// lists, the matrix and the page of one goal alike.

#include "modules/goals/goals/goal.hpp"
#include "modules/goals/measures/figures_of_measures.hpp"
#include "modules/goals/measures/measure.hpp"
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"

#include <map>
#include <vector>

namespace kommin::goals {

struct SeenProgress {
    std::map<GoalId, RolledUp> goals; // those that were asked for, and all that are below them
    std::vector<Measure> measures; // that serve one of these, also those that were dropped
    std::map<MeasureId, MeasureStanding> standings; // of these measures
};
// In so many queries, however many goals there are. What this actor does not see counts as not known.
SeenProgress load_seen_progress(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<GoalId> const& goals, Date today);

} // namespace kommin::goals
