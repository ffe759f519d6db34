#pragma once
// Risks and tasks of a measure. Each change is a version of the measure, so that its history tells them; a
// form is held to the version that was seen, as the forms of milestones are (measure_course.hpp).

#include "modules/goals/measures/measure_course.hpp"
#include "platform/identity/account_store.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// A year that somebody has mistyped is none.
bool is_day_of_plans(Date day);

namespace risk_field {
inline constexpr std::string_view title = "title";
inline constexpr std::string_view probability = "probability";
inline constexpr std::string_view damage = "damage";
inline constexpr std::string_view response = "response";
inline constexpr std::string_view unit = "unit"; // its number
inline constexpr std::string_view office = "office";
inline constexpr std::string_view state = "state";
inline constexpr std::string_view checked_on = "checked_on"; // "": today
} // namespace risk_field
inline constexpr std::array all_risk_fields{
    web::FormField{risk_field::title, "risk.field.title"_msg},
    web::FormField{risk_field::probability, "risk.field.probability"_msg},
    web::FormField{risk_field::damage, "risk.field.damage"_msg},
    web::FormField{risk_field::response, "risk.field.response"_msg},
    web::FormField{risk_field::unit, "risk.field.unit"_msg},
    web::FormField{risk_field::office, "risk.field.office"_msg},
    web::FormField{risk_field::state, "staff.state"_msg},
    web::FormField{risk_field::checked_on, "risk.field.checked_on"_msg}};

records::Fields form_of(Risk const& one);
std::vector<Problem> problems_of_risk(records::Fields const& fields, Date today);

// Problems as of change_state(), with those of problems_of_risk(); "unit" where it names none that this
// measure can have, unless it was there before; "title" where there are too many. One that says the same as
// one that is there is not added again.
Result<bool> add_risk(Work& work, MeasureVersion const& seen, records::Fields const& typed);
// Problems likewise, and not_found where the measure has no such risk.
Result<bool> save_risk(Work& work, MeasureVersion const& seen, RiskId id, records::Fields const& typed);
// Somebody has looked at it today.
Result<bool> check_risk(Work& work, MeasureVersion const& seen, RiskId id);
// One that is gone already is no problem.
Result<bool> erase_risk(Work& work, MeasureVersion const& seen, RiskId id);

namespace measure_task_field {
inline constexpr std::string_view title = "title";
inline constexpr std::string_view account = "account"; // "account:3"; "" for none
inline constexpr std::string_view who = "who";
inline constexpr std::string_view due = "due";
inline constexpr std::string_view done_on = "done_on";
inline constexpr std::string_view remark = "remark";
} // namespace measure_task_field
inline constexpr std::array all_measure_task_fields{
    web::FormField{measure_task_field::title, "measure_task.field.title"_msg},
    web::FormField{measure_task_field::account, "measure_task.field.account"_msg},
    web::FormField{measure_task_field::who, "measure_task.field.who"_msg},
    web::FormField{measure_task_field::due, "measure_task.field.due"_msg},
    web::FormField{measure_task_field::done_on, "measure_task.field.done_on"_msg},
    web::FormField{measure_task_field::remark, "measure_task.field.remark"_msg}};

// Accounts that may see the measures of this owner, by name: nobody else finds a task where it stands.
using TaskTaker = identity::AccountThatMay;
std::vector<TaskTaker> list_task_takers(db::Connection& db, TenantId tenant, Scope owner);

records::Fields form_of(MeasureTask const& one);
std::vector<Problem> problems_of_measure_task(records::Fields const& fields, Date today);

// Problems as of add_risk(), with those of problems_of_measure_task(); "account" where it names nobody who
// may take it, unless they had it before.
Result<bool> add_measure_task(Work& work, MeasureVersion const& seen, records::Fields const& typed);
Result<bool> save_measure_task(
    Work& work, MeasureVersion const& seen, MeasureTaskId id, records::Fields const& typed);
// Done today, by whoever edits the measure, or by whoever has the task and sees the measure. Problems:
// not_found without the right to see it; a conflict for everybody else, and as of change_state().
Result<bool> finish_measure_task(Work& work, MeasureVersion const& seen, MeasureTaskId id);
Result<bool> erase_measure_task(Work& work, MeasureVersion const& seen, MeasureTaskId id);

} // namespace kommin::goals
