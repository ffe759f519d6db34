#pragma once
// The course of a measure: its state with the reason, its milestones, and a light that somebody sets by hand.
// Each is noted in the history of the measure. Rights are those of editing it.

#include "modules/goals/measures/measure_editing.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// Of the fields `state`, `state_reason` and `state_since`: the day since when, not after today, and of what
// is done not before the measure can have begun.
std::vector<Problem> problems_of_state(records::Fields const& fields, Measure const& stored, Date today);
// Without a day a state that is new holds since today, and one that it has already since when it did. Says
// whether something was done: a state that it has already with that reason and day is no change. Problems:
// not_found without the right; what problems_of_state() finds; a conflict where somebody has changed it
// meanwhile ("record.problem.changed_meanwhile").
Result<bool> change_state(Work& work, MeasureVersion const& seen, records::Fields const& typed);

// Of the fields `light`, `light_reason` and `light_until`, which is after today and within a year.
std::vector<Problem> problems_of_light(records::Fields const& fields, Date today);
// Problems likewise.
Result<bool> set_light(Work& work, MeasureVersion const& seen, records::Fields const& typed);
// Then the reckoned one holds again.
Result<bool> remove_light(Work& work, MeasureVersion const& seen);

namespace milestone_field {
inline constexpr std::string_view title = "title";
inline constexpr std::string_view due = "due";
inline constexpr std::string_view done_on = "done_on";
inline constexpr std::string_view remark = "remark";
} // namespace milestone_field
inline constexpr std::array all_milestone_fields{
    web::FormField{milestone_field::title, "milestone.field.title"_msg},
    web::FormField{milestone_field::due, "milestone.field.due"_msg},
    web::FormField{milestone_field::done_on, "milestone.field.done_on"_msg},
    web::FormField{milestone_field::remark, "form.remark"_msg}};

records::Fields form_of(Milestone const& milestone);
std::vector<Problem> problems_of_milestone(records::Fields const& fields, Date today);
// One in a field of the measure's versions: title, day, day on which it was done and remark, a line each.
std::string milestone_value(Milestone const& milestone);
std::optional<Milestone> read_milestone_value(std::string_view value);

// Problems as of change_state(), with those of problems_of_milestone(); "title" where there are too many. A
// milestone that says the same as one that is there is not added again.
Result<bool> add_milestone(Work& work, MeasureVersion const& seen, records::Fields const& typed);
// Problems likewise, and not_found where the measure has no such milestone.
Result<bool> save_milestone(
    Work& work, MeasureVersion const& seen, MilestoneId id, records::Fields const& typed);
// Done today, unless it was done before.
Result<bool> finish_milestone(Work& work, MeasureVersion const& seen, MilestoneId id);
// One that is gone already is no problem.
Result<bool> erase_milestone(Work& work, MeasureVersion const& seen, MilestoneId id);

} // namespace kommin::goals
