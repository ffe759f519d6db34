#pragma once
// SQL of the groups of budget lines that cover each other. Every function works inside the caller's
// transaction.

#include "modules/funding/money/budget_group.hpp"
#include "modules/funding/programmes/application_store.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::funding {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral budget_group_table{"budget_groups"};

// Of these owners, the latest year first, then by name; at most `limit`.
std::vector<BudgetGroup> list_budget_groups(
    db::Connection& db, TenantId tenant, Owners const& owners, int limit);
// Their lines, by the order in which they were entered, with what covers them; at most 500 groups.
std::vector<BudgetLine> list_lines_of_groups(
    db::Connection& db, TenantId tenant, std::vector<BudgetGroupId> const& groups);
std::optional<BudgetGroup> find_budget_group(db::Connection& db, TenantId tenant, BudgetGroupId id);
bool has_lines(db::Connection& db, TenantId tenant, BudgetGroupId id);
// `mark`: of the form; see find_budget_group_by_mark().
BudgetGroupId insert_budget_group(
    db::Connection& db, TenantId tenant, BudgetGroup const& group, std::string_view mark, Instant now);
std::optional<BudgetGroupId> find_budget_group_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version; whose it is stays.
void update_budget_group(db::Connection& db, TenantId tenant, BudgetGroup const& group, Instant now);
void erase_budget_group_row(db::Connection& db, TenantId tenant, BudgetGroupId id);

} // namespace kommin::funding
