#pragma once
// SQL of resolutions. Every function works inside the caller's transaction.

#include "modules/goals/goals/resolution.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

inline constexpr db::SqlLiteral resolution_table{"resolutions"};

struct ResolutionQuery {
    std::optional<std::vector<std::int64_t>> owners = {}; // as Scope::owner(); nothing: of all
    std::string words = {}; // folded
    std::vector<meetings::PanelId> panels = {}; // with words: or resolved by one of these
};
// The newest first, those without a day last; at most `limit`.
std::vector<Resolution> list_resolutions(
    db::Connection& db, TenantId tenant, ResolutionQuery const& query, int limit);
// How many there are, counting no further than `most`.
std::int64_t count_resolutions(
    db::Connection& db, TenantId tenant, ResolutionQuery const& query, std::int64_t most);
// Those that say something of one of these goals, in the same order.
std::vector<Resolution> list_resolutions_about(
    db::Connection& db, TenantId tenant, std::vector<GoalId> const& goals);
std::optional<Resolution> load_resolution(db::Connection& db, TenantId tenant, ResolutionId id);
// Those of them that there are, by id; at most 500.
std::vector<Resolution> list_resolutions_of(
    db::Connection& db, TenantId tenant, std::vector<ResolutionId> const& ids);
// Those that were taken at one of these meetings, by id; at most 500 meetings.
std::vector<Resolution> list_resolutions_at(
    db::Connection& db, TenantId tenant, std::vector<meetings::MeetingId> const& meetings);

// `mark`: of the form; see find_resolution_by_mark().
ResolutionId insert_resolution(
    db::Connection& db, TenantId tenant, Resolution const& resolution, std::string_view mark, Instant now);
std::optional<ResolutionId> find_resolution_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version; whose it is stays.
void update_resolution(db::Connection& db, TenantId tenant, Resolution const& resolution, Instant now);

// The goals of which it says something, by id.
std::vector<ResolvedGoal> list_resolved_goals(db::Connection& db, TenantId tenant, ResolutionId id);
// The goals of which any of these says something, by id; at most 500 resolutions.
std::vector<GoalId> list_goals_resolved_by(
    db::Connection& db, TenantId tenant, std::vector<ResolutionId> const& ids);
// Of how many goals each resolution says something.
std::map<ResolutionId, std::int64_t> count_resolved_goals(db::Connection& db, TenantId tenant);
void insert_resolved_goal(db::Connection& db, TenantId tenant, ResolutionId id, ResolvedGoal const& goal);
void erase_resolved_goal(db::Connection& db, TenantId tenant, ResolutionId id, GoalId goal);

// By what each goal of the district is adopted that is.
using Adoptions = std::map<GoalId, Adoption>;
// `until`: only what was resolved by then; what has no day counts as that.
Adoptions list_adoptions(db::Connection& db, TenantId tenant, std::optional<Date> until = {});
std::optional<Adoption> find_adoption(db::Connection& db, TenantId tenant, GoalId goal);
// Null where nobody has adopted it.
inline Adoption const* adoption_in(Adoptions const& adoptions, GoalId goal)
{
    auto const found = adoptions.find(goal);
    return found == adoptions.end() ? nullptr : &found->second;
}

} // namespace kommin::goals
