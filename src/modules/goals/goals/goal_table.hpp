#pragma once
// Goals from a table (docs/adr/0101): what a file of the list says of each goal, and how a file that somebody
// sends becomes new and changed goals, all or nothing. Each is added or saved as if somebody had typed it.

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/tables/taken_table.hpp"
#include "platform/base/result.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// What a table can say of a goal, in the order of the files that the list gives out. Comes from
// recommendations only on the form: they have no names that a table could say.
inline constexpr std::array goal_table_columns{
    TableColumn{goal_field::number, "goal.field.number"_msg},
    TableColumn{goal_field::title, "goal.field.title"_msg},
    TableColumn{goal_field::kind, "goal.field.kind"_msg},
    TableColumn{goal_field::body, "goal.field.body"_msg},
    TableColumn{goal_field::panel, "goal.field.panel"_msg},
    TableColumn{goal_field::parent, "goal.field.parent"_msg},
    TableColumn{goal_field::serves, "goal.field.serves"_msg},
    TableColumn{goal_field::text, "goal.field.text"_msg},
    TableColumn{goal_field::reasons, "goal.field.reasons"_msg},
    TableColumn{goal_field::units, "goal.field.units"_msg},
    TableColumn{goal_field::influence, "goal.field.influence"_msg},
    TableColumn{goal_field::influence_reason, "goal.field.influence_reason"_msg},
    TableColumn{goal_field::weight, "goal.field.weight"_msg},
    TableColumn{goal_field::from, "goal.field.from"_msg},
    TableColumn{goal_field::to, "goal.field.to"_msg},
    TableColumn{goal_field::uncertain, "form.uncertain"_msg},
    TableColumn{goal_field::remark, "form.remark"_msg},
    TableColumn{goal_field::source, "form.source"_msg},
    TableColumn{table_field::key, "table.field.key"_msg}};
// What else stands in these files: what the program reckons, and what resolutions say.
inline constexpr std::array reckoned_goal_columns{
    "staff.state"_msg, "goal.column.percent"_msg, "goal.column.known"_msg, "goal.column.parts"_msg,
    "goal.column.adopted"_msg};

// How a table says what stands in a field of a goal, so that it can be read again.
struct GoalCells {
    Goals const& goals; // that this person sees
    std::vector<Goal> const& served; // of which they know the titles
    std::vector<tenants::OrganisationalUnit> const& units;
    Date today;
    i18n::Texts const& texts;

    [[nodiscard]] std::string cell(
        Goal const& goal, std::vector<tenants::UnitId> const& its_units, std::string_view field) const;
};

// How a table is gone through.
struct TableRun {
    i18n::Texts const& texts; // in which changes are told
    std::string_view form_key; // of the file: the same row sent twice makes one record
    std::function<void()> go_on; // called now and then; may be empty
};

// Whoever calls it commits nothing that is_wrong(). Problems: not_found without the right to edit any goal.
Result<TakenTable> take_goal_table(Work& work, SentTable const& table, TableRun const& run);

} // namespace kommin::goals
