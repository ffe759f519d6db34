#pragma once
// Editing groups of budget lines that cover each other: a change counts at once. Rights are those for the
// money of the owner. A line is put into a group by its own form.

#include "modules/funding/money/budget_editing.hpp"
#include "modules/funding/money/budget_group_store.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

namespace group_field {
inline constexpr std::string_view body = "body"; // whose it is; of a new one only
inline constexpr std::string_view year = "year";
inline constexpr std::string_view name = "name";
inline constexpr std::string_view across = "across"; // whether earmarked money leaves its purpose
inline constexpr std::string_view reason = "reason";
} // namespace group_field
inline constexpr std::string_view across_value = "ja";
// In the order of the form.
inline constexpr std::array all_group_fields{
    web::FormField{group_field::year, "budget.field.year"_msg},
    web::FormField{group_field::name, "budget.group.field.name"_msg},
    web::FormField{group_field::across, "budget.group.field.across"_msg},
    web::FormField{group_field::reason, "budget.group.field.reason"_msg}};
inline constexpr std::array<std::string_view, 2> harmless_group_fields{
    group_field::year, group_field::across};
inline constexpr records::EditedKind edited_budget_groups{
    .kind = budget_group_subject,
    .table = budget_group_table,
    .owner = "COALESCE(body_id, 0)", // as BudgetGroup::owner()
    .was_public = "FALSE",
    .actions = "funding.group",
    .harmless_fields = harmless_group_fields,
    .has_drafts = false};

// Nothing where it does not exist or this actor has not that permission for its owner.
std::optional<BudgetGroup> find_seen_budget_group(
    db::Connection& db, TenantId tenant, BudgetGroupId id, Actor const& actor, Permission permission);

records::Fields form_of(BudgetGroup const& group);
records::Fields form_of_new_group(Date today); // of this year
records::Fields spelled_budget_group(records::Fields const& typed);
// Everything that stands in the way of saving and can be said without a look at other records.
std::vector<Problem> problems_of_budget_group(records::Fields const& fields);

// Which one, as this person last saw it.
struct BudgetGroupVersion {
    BudgetGroupId id;
    std::int64_t version;
};
// Problems: not_found without the right; what problems_of_budget_group() finds; "body" where that is nobody
// whose money this actor edits. `form_key`: a form sent twice with the same entries makes one.
Result<BudgetGroupId> add_budget_group(Work& work, records::Fields const& typed, std::string_view form_key);
// Problems: not_found without the right; what problems_of_budget_group() finds; "year" where it is to change
// and lines are in the group; a conflict where somebody has changed it meanwhile.
Result<void> save_budget_group(Work& work, BudgetGroupVersion const& seen, records::Fields const& typed);
// With its versions. Problems: not_found; without a field while lines are in it; a conflict where somebody
// has changed it meanwhile.
Result<void> erase_budget_group(Work& work, BudgetGroupVersion const& seen);

} // namespace kommin::funding
