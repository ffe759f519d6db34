#pragma once
// Goals in words that somebody else has written: a module that carries a concept from one district to another
// writes and changes them as whoever sits at the form does, with the same rules and rights.

#include "modules/goals/goals/goal.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

struct GoalWords {
    GoalKind kind = GoalKind::guiding;
    std::string number = {};
    std::string title = {};
    std::string text = {}; // each line a paragraph
    std::string reasons = {}; // the same
    std::optional<std::string> plain_text = {}; // for everybody; nothing: what is there stays
    std::optional<meetings::PanelId> panel = {};
    std::optional<GoalId> parent = {};
    std::int64_t weight = 1;
};

// Those of one owner, by id.
std::vector<Goal> list_goals_of_owner(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner);
// Those of the Kreis that a goal of a municipality may serve, as far as this actor may know them, by id.
std::vector<GoalId> list_servable_goals(db::Connection& db, TenantId tenant, Actor const& actor);

// `owner`: a slug, "" for the Kreis; `serves`: the goal of the Kreis that it serves. `key`: the same words
// with the same key make one. Problems as of the form, by the names of its fields.
struct NewGoal {
    std::string owner;
    GoalWords words;
    std::optional<GoalId> serves;
    std::string source;
};
Result<GoalId> add_worded_goal(Work& work, NewGoal const& wanted, std::string_view key);
// As it stands now, in other words. Problems as of the form; not_found without the right to edit it.
Result<void> reword_goal(Work& work, GoalId id, GoalWords const& words);

} // namespace kommin::goals
