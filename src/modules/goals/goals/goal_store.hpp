#pragma once
// SQL of goals. Every function works inside the caller's transaction.

#include "modules/goals/goals/goal.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::goals {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral goal_table{"goals"};

// All goals of the district, by id.
std::vector<Goal> list_goals(db::Connection& db, TenantId tenant);
// Those that are to be shown, by id, whether somebody has adopted them or not; how many there are in all.
std::vector<Goal> list_goals_to_show(db::Connection& db, TenantId tenant);
std::int64_t count_goals(db::Connection& db, TenantId tenant);
// Those with these folded words, ascending.
std::vector<GoalId> list_goals_with_words(db::Connection& db, TenantId tenant, std::string_view words);
std::optional<Goal> load_goal(db::Connection& db, TenantId tenant, GoalId id);

// `mark`: of the form; see find_goal_by_mark().
GoalId insert_goal(db::Connection& db, TenantId tenant, Goal const& goal, std::string_view mark, Instant now);
std::optional<GoalId> find_goal_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// Whether one has it, shown or not.
bool has_goal_slug(db::Connection& db, TenantId tenant, std::string_view slug);
// As the next version; whose it is stays.
void update_goal(db::Connection& db, TenantId tenant, Goal const& goal, Instant now);
// Which makes no version: the goal itself stays as it is.
void update_worded_version(db::Connection& db, TenantId tenant, GoalId id, std::int64_t version);

GoalLinks load_goal_links(db::Connection& db, TenantId tenant, GoalId id);
// From which recommendations these come, in no order.
std::vector<meetings::RecommendationId> list_goal_origins(
    db::Connection& db, TenantId tenant, std::vector<GoalId> const& goals);
// The same of each goal of the district that comes from any.
std::map<GoalId, std::vector<meetings::RecommendationId>> list_origins_by_goal(
    db::Connection& db, TenantId tenant);
// Those that are to be shown, by id, behind `after`.
std::vector<std::int64_t> list_goal_ids_behind(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit);
// The goals that come from any of these, by id.
std::vector<GoalId> list_goals_of_origins(
    db::Connection& db, TenantId tenant, std::vector<meetings::RecommendationId> const& origins);
// Which units are responsible for each goal of the district that has any.
std::map<GoalId, std::vector<tenants::UnitId>> list_goal_units(db::Connection& db, TenantId tenant);
// In the stead of those that it had.
void store_goal_links(db::Connection& db, TenantId tenant, GoalId id, GoalLinks const& links);

} // namespace kommin::goals
