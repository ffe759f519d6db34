#pragma once
// Editing the budget of a measure, and saying what the measure depends on: a change counts at once. Rights
// are those for the owner of the measure, which its editor must see, too.

#include "modules/funding/money/budget_group.hpp"
#include "modules/funding/money/budget_store.hpp"
#include "modules/funding/money/hangs_on.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/form_fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::funding {

namespace budget_field {
inline constexpr std::string_view year = "year";
inline constexpr std::string_view source = "source";
inline constexpr std::string_view source_text = "source_text";
inline constexpr std::string_view hangs_on = "hangs_on"; // see hangs_on_value()
inline constexpr std::string_view group = "group"; // the number of its group, or nothing
inline constexpr std::string_view planned = "planned";
inline constexpr std::string_view secured = "secured";
inline constexpr std::string_view committed = "committed";
inline constexpr std::string_view spent = "spent";
inline constexpr std::string_view as_of = "as_of";
inline constexpr std::string_view remark = web::common_field::remark;
// Of its versions only: what came from the year before, and what went on into the next one, when that was
// decided and by which rule.
inline constexpr std::string_view carried_in = "carried_in";
inline constexpr std::string_view carried_out = "carried_out";
inline constexpr std::string_view carried_on = "carried_on";
inline constexpr std::string_view carry_reason = "carry_reason";
} // namespace budget_field
// In the order of the form.
inline constexpr std::array all_budget_fields{
    web::FormField{budget_field::year, "budget.field.year"_msg},
    web::FormField{budget_field::source, "budget.field.source"_msg},
    web::FormField{budget_field::source_text, "budget.field.source_text"_msg},
    web::FormField{budget_field::hangs_on, "budget.field.hangs_on"_msg},
    web::FormField{budget_field::group, "budget.field.group"_msg},
    web::FormField{budget_field::planned, "budget.field.planned"_msg},
    web::FormField{budget_field::secured, "budget.field.secured"_msg},
    web::FormField{budget_field::committed, "budget.field.committed"_msg},
    web::FormField{budget_field::spent, "budget.field.spent"_msg},
    web::FormField{budget_field::as_of, "budget.field.as_of"_msg},
    web::FormField{budget_field::remark, "form.remark"_msg}};
// What versions of a line say: what its form has, and what was carried.
inline constexpr std::array kept_budget_fields{
    web::FormField{budget_field::year, "budget.field.year"_msg},
    web::FormField{budget_field::source, "budget.field.source"_msg},
    web::FormField{budget_field::source_text, "budget.field.source_text"_msg},
    web::FormField{budget_field::hangs_on, "budget.field.hangs_on"_msg},
    web::FormField{budget_field::group, "budget.field.group"_msg},
    web::FormField{budget_field::planned, "budget.field.planned"_msg},
    web::FormField{budget_field::secured, "budget.field.secured"_msg},
    web::FormField{budget_field::committed, "budget.field.committed"_msg},
    web::FormField{budget_field::spent, "budget.field.spent"_msg},
    web::FormField{budget_field::carried_in, "budget.field.carried_in"_msg},
    web::FormField{budget_field::carried_out, "budget.field.carried_out"_msg},
    web::FormField{budget_field::carried_on, "budget.field.carried_on"_msg},
    web::FormField{budget_field::carry_reason, "budget.field.carry_reason"_msg},
    web::FormField{budget_field::as_of, "budget.field.as_of"_msg},
    web::FormField{budget_field::remark, "form.remark"_msg}};

// What somebody wrote stays out of the audit trail, be it asked without names: remark, giver, reason.
inline constexpr std::array<std::string_view, 12> harmless_budget_fields{
    budget_field::year,    budget_field::source,     budget_field::hangs_on,    budget_field::group,
    budget_field::planned, budget_field::secured,    budget_field::committed,   budget_field::spent,
    budget_field::as_of,   budget_field::carried_in, budget_field::carried_out, budget_field::carried_on};
// What the form of a line has not and its versions have.
inline constexpr std::array carried_budget_fields{
    budget_field::carried_in, budget_field::carried_out, budget_field::carried_on,
    budget_field::carry_reason};
inline constexpr records::EditedKind edited_budget_lines{
    .kind = budget_line_subject,
    .table = budget_table,
    .owner = "COALESCE(body_id, 0)", // as BudgetLine::owner()
    .was_public = "FALSE",
    .actions = "funding.budget",
    .harmless_fields = harmless_budget_fields,
    .has_drafts = false};

// A measure whose money this actor may see or edit, by that permission for its owner; nothing where it does
// not exist or the measure itself is none of theirs.
std::optional<goals::NamedMeasure> find_measure_with_money(
    db::Connection& db, TenantId tenant, Actor const& actor, goals::MeasureId id, Permission permission);

records::Fields form_of(BudgetLine const& line);
records::Fields form_of_new_line(Date today); // of this year
records::Fields spelled_budget_line(records::Fields const& typed);
// Everything that stands in the way of saving and can be said without a look at other records.
std::vector<Problem> problems_of_budget_line(records::Fields const& fields, Date today);

// Which one, as this person last saw it.
struct BudgetLineVersion {
    BudgetLineId id;
    std::int64_t version;
};
// Problems: not_found without the right; what problems_of_budget_line() finds; "hangs_on" where it names
// nothing that this actor sees, unless it was there before; "group" where that is none of the owner and year
// of the line; "year", "source", "source_text", "hangs_on", "planned", "secured" where what was carried would
// not fit any more; a conflict where somebody has changed it meanwhile.
Result<void> save_budget_line(Work& work, BudgetLineVersion const& seen, records::Fields const& typed);
// `form_key`: a form sent twice with the same entries makes one. Problems as of save_budget_line().
Result<BudgetLineId> add_budget_line(
    Work& work, goals::MeasureId measure, records::Fields const& typed, std::string_view form_key);
// With its versions. Problems: not_found; a conflict where somebody has changed it meanwhile; without a field
// where money was carried into it or from it.
Result<void> erase_budget_line(Work& work, BudgetLineVersion const& seen);

// Says whether it is new. Problems: not_found without the right; "hangs_on" where it names nothing that this
// actor sees.
Result<bool> add_dependency(Work& work, goals::MeasureId measure, std::string_view on);
// Says whether it was there. Problems: not_found without the right.
Result<bool> remove_dependency(Work& work, goals::MeasureId measure, std::int64_t id);

} // namespace kommin::funding
