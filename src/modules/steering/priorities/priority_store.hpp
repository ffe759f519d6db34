#pragma once
// SQL of priorities. Every function works inside the caller's transaction.

#include "modules/steering/priorities/priority.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace kommin::steering {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral priority_table{"priorities"};

// All of a year, by id.
std::vector<Priority> list_priorities(db::Connection& db, TenantId tenant, YearId year);
// Of these goals and measures, in all years.
std::vector<Priority> list_priorities_of(
    db::Connection& db, TenantId tenant, std::vector<goals::GoalId> const& goals,
    std::vector<goals::MeasureId> const& measures);
// All of these years.
std::vector<Priority> list_priorities_of_years(
    db::Connection& db, TenantId tenant, std::vector<YearId> const& years);
std::optional<Priority> load_priority(db::Connection& db, TenantId tenant, PriorityId id);
// `mark`: of the form; see find_priority_by_mark().
PriorityId insert_priority(
    db::Connection& db, TenantId tenant, Priority const& priority, std::string_view mark, Instant now);
std::optional<PriorityId> find_priority_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version; its year and of what it is stay.
void update_priority(db::Connection& db, TenantId tenant, Priority const& priority, Instant now);

} // namespace kommin::steering
