#pragma once
// SQL of the budget of measures, and of what they depend on. Every function works inside the caller's
// transaction.

#include "modules/funding/money/budget_line.hpp"
#include "modules/funding/programmes/application_store.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::funding {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral budget_table{"budget_lines"};

struct BudgetQuery {
    Owners owners = {};
    std::optional<std::int64_t> owner = {}; // as Scope::owner(): of this one only
    std::optional<int> year = {};
    std::optional<FundingSource> source = {};
    std::optional<HangsOn> hangs_on = {};
    std::optional<std::vector<goals::MeasureId>> measures = {}; // of these only; at most 500
    std::optional<std::vector<BudgetGroupId>> groups = {}; // of these only; at most 500
};
// By year, the latest first, and measure; at most `limit`. With what covers them, also by lines of their
// groups that are not asked for.
std::vector<BudgetLine> list_budget_lines(
    db::Connection& db, TenantId tenant, BudgetQuery const& query, int limit);
// The years of which these owners have lines, the latest first.
std::vector<int> list_budget_years(db::Connection& db, TenantId tenant, Owners const& owners);
std::optional<BudgetLine> load_budget_line(db::Connection& db, TenantId tenant, BudgetLineId id);
// `mark`: of the form; see find_budget_line_by_mark().
BudgetLineId insert_budget_line(
    db::Connection& db, TenantId tenant, BudgetLine const& line, std::string_view mark, Instant now);
std::optional<BudgetLineId> find_budget_line_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version; its measure stays.
void update_budget_line(db::Connection& db, TenantId tenant, BudgetLine const& line, Instant now);
void erase_budget_line_row(db::Connection& db, TenantId tenant, BudgetLineId id);
// Lines of the next year into which this one may carry: of the same measure and source, hanging on the same;
// of money that was given for a purpose, from the same giver.
std::vector<BudgetLine> list_next_lines(db::Connection& db, TenantId tenant, BudgetLine const& line);

// What came into these lines and what went out of them, by the line it came from; at most 500 lines.
std::vector<CarryOver> list_carry_overs(
    db::Connection& db, TenantId tenant, std::vector<BudgetLineId> const& lines);
void insert_carry_over(db::Connection& db, TenantId tenant, CarryOver const& carried);
void erase_carry_over(db::Connection& db, TenantId tenant, BudgetLineId from);

// As they were noted.
std::vector<Dependency> list_dependencies(db::Connection& db, TenantId tenant, goals::MeasureId measure);
// Of measures of these owners, at most `limit`.
std::vector<Dependency> list_dependent(
    db::Connection& db, TenantId tenant, Owners const& owners, HangsOn const& on, int limit);
// Of many applications at once.
std::vector<Dependency> list_dependent_on_any(
    db::Connection& db, TenantId tenant, Owners const& owners, std::vector<ApplicationId> const& on);
// Lines that hang on any of them.
std::vector<BudgetLine> list_lines_on_any(
    db::Connection& db, TenantId tenant, Owners const& owners, std::vector<ApplicationId> const& on);
// The measures that hang on any of these: with a line of their budget or as a whole, as far as they are of
// these owners; and those for whose cost one of the applications asks. By id; at most 500 of each.
std::vector<goals::MeasureId> list_hanging_measures(
    db::Connection& db, TenantId tenant, Owners const& owners, std::vector<ApplicationId> const& applications,
    std::vector<GrantId> const& grants);
// What these measures hang on as a whole, as far as they are of these owners, and the applications that ask
// for their cost; at most 500.
std::vector<HangsOn> list_whole_hanging(
    db::Connection& db, TenantId tenant, Owners const& owners, std::vector<goals::MeasureId> const& measures);
bool has_dependency(db::Connection& db, TenantId tenant, goals::MeasureId measure, HangsOn const& on);
void insert_dependency(db::Connection& db, TenantId tenant, Dependency const& dependency);
void erase_dependency_row(db::Connection& db, TenantId tenant, std::int64_t id);

} // namespace kommin::funding
