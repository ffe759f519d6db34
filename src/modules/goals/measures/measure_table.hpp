#pragma once
// Measures from a table (docs/adr/0101): what a file of the list says of each measure, and how a file that
// somebody sends becomes new and changed measures, all or nothing. Each is added or saved as if somebody had
// typed it. Milestones, risks, tasks and lights have pages of their own and no columns, and who is
// responsible is chosen in the form; nor has a column the address for letters, which has no business in a
// file that goes around.

#include "modules/goals/goals/goal_table.hpp"
#include "modules/goals/measures/measure_editing.hpp"
#include "modules/goals/measures/measure_names.hpp"
#include "modules/goals/tables/taken_table.hpp"
#include "platform/base/result.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// Who is in charge has one column: a unit of the list, or words.
inline constexpr std::array measure_table_columns{
    TableColumn{measure_field::number, "measure.field.number"_msg},
    TableColumn{measure_field::title, "measure.field.title"_msg},
    TableColumn{measure_field::body, "measure.field.owner"_msg},
    TableColumn{measure_field::panel, "measure.field.panel"_msg},
    TableColumn{measure_field::state, "measure.field.state"_msg},
    TableColumn{measure_field::state_reason, "measure.field.state_reason"_msg},
    TableColumn{measure_field::unit, "measure.field.in_charge"_msg},
    TableColumn{measure_field::audience, "measure.field.audience"_msg},
    TableColumn{measure_field::recurring, "measure.field.recurring"_msg},
    TableColumn{measure_field::from, "measure.field.from"_msg},
    TableColumn{measure_field::to, "measure.field.to"_msg},
    TableColumn{measure_field::deadline, "measure.field.deadline"_msg},
    TableColumn{measure_field::deadline_remark, "measure.field.deadline_remark"_msg},
    TableColumn{measure_field::reservation, "measure.field.reservation"_msg},
    TableColumn{measure_field::grant, "measure.field.grant"_msg},
    TableColumn{measure_field::text, "measure.field.text"_msg},
    TableColumn{measure_field::goals, "measure.field.goals"_msg},
    TableColumn{measure_field::reach, "measure.field.reach"_msg},
    TableColumn{measure_field::places, "measure.field.places"_msg},
    TableColumn{measure_field::partners, "measure.field.partners"_msg},
    TableColumn{measure_field::report_months, "measure.field.report_months"_msg},
    TableColumn{measure_field::uncertain, "form.uncertain"_msg},
    TableColumn{measure_field::remark, "form.remark"_msg},
    TableColumn{measure_field::source, "form.source"_msg},
    TableColumn{table_field::key, "table.field.key"_msg}};
// What else stands in these files: what the program reckons, and what the page of the measure alone sets. An
// account is no matter of a name that two people may have.
inline constexpr std::array reckoned_measure_columns{
    "light.title"_msg, "measure.light.by_hand"_msg, "measure.field.responsible"_msg};

// How a table says what stands in a field of a measure, so that it can be read again.
struct MeasureCells {
    MeasureNames const& names;
    std::vector<Goal> const& goals; // of which this person may know, by id
    i18n::Texts const& texts;

    [[nodiscard]] std::string cell(
        Measure const& measure, MeasureLinks const& links, std::string_view field) const;
};

// Whoever calls it commits nothing that is_wrong(). Problems: not_found without the right to edit any
// measure.
Result<TakenTable> take_measure_table(Work& work, SentTable const& table, TableRun const& run);

} // namespace kommin::goals
