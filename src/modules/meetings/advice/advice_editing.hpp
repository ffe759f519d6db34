#pragma once
// Editing the log of advice: a change counts at once. All of it is the Kreis's: the notes of the office.

#include "modules/meetings/advice/advice.hpp"
#include "modules/meetings/advice/advice_store.hpp"
#include "modules/meetings/panels/form_fields.hpp"
#include "modules/meetings/tasks/task_editing.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::meetings {

namespace advice_field {
inline constexpr std::string_view day = "day";
inline constexpr std::string_view municipality = "municipality"; // its id, "" for none
inline constexpr std::string_view organisation = "organisation";
inline constexpr std::string_view attendees = "attendees";
inline constexpr std::string_view channel = "channel"; // "" where nobody knows
inline constexpr std::string_view adviser = "adviser"; // "account:3", "" for none
inline constexpr std::string_view advisers = "advisers";
inline constexpr std::string_view topics = "topics"; // any number
inline constexpr std::string_view topic = "topic";
inline constexpr std::string_view said = "said";
inline constexpr std::string_view outcome = "outcome";
inline constexpr std::string_view uncertain = common_field::uncertain;
inline constexpr std::string_view remark = common_field::remark;
} // namespace advice_field
// In the order of the form.
inline constexpr std::array all_advice_fields{
    FormField{advice_field::municipality, "advice.field.municipality"_msg},
    FormField{advice_field::organisation, "advice.field.organisation"_msg},
    FormField{advice_field::attendees, "advice.field.attendees"_msg},
    FormField{advice_field::day, "advice.field.day"_msg},
    FormField{advice_field::channel, "advice.field.channel"_msg},
    FormField{advice_field::adviser, "advice.field.adviser"_msg},
    FormField{advice_field::advisers, "advice.field.advisers"_msg},
    FormField{advice_field::topics, "advice.field.topics"_msg},
    FormField{advice_field::topic, "advice.field.topic"_msg},
    FormField{advice_field::said, "advice.field.said"_msg},
    FormField{advice_field::outcome, "advice.field.outcome"_msg},
    FormField{advice_field::uncertain, "form.uncertain"_msg},
    FormField{advice_field::remark, "form.remark"_msg}};

// The next step, in the form of a new entry and in one of its own.
namespace step_of_advice {
inline constexpr std::string_view text = "step";
inline constexpr std::string_view owner = "step_owner";
inline constexpr std::string_view who = "step_who";
inline constexpr std::string_view due = "step_due";
} // namespace step_of_advice
inline constexpr std::array all_step_of_advice_fields{
    FormField{step_of_advice::text, "advice.step.field.text"_msg},
    FormField{step_of_advice::owner, "task.field.owner"_msg},
    FormField{step_of_advice::who, "task.field.who"_msg},
    FormField{step_of_advice::due, "task.field.due"_msg}};

inline constexpr std::array<std::string_view, 3> harmless_advice_fields{
    advice_field::municipality, advice_field::channel, advice_field::topics};
inline constexpr records::EditedKind edited_advice{
    .kind = advice_subject,
    .table = advice_table,
    .owner = "0",
    .was_public = "FALSE",
    .actions = "meetings.advice",
    .harmless_fields = harmless_advice_fields,
    .has_drafts = false};

// How long the names stay of those who were advised and of those who advised.
inline constexpr std::chrono::years keep_names_of_advice{5};

// Nothing where it does not exist or this actor has not that right to it.
std::optional<Advice> find_seen_advice(
    db::Connection& db, TenantId tenant, AdviceId id, Actor const& actor, Permission permission);

records::Fields form_of(Advice const& advice);
records::Fields spelled_advice(records::Fields const& typed);
// Whether an entry has to say who was advised: one that named nothing but people need not once these names
// are erased.
enum class WhoWasAdvised : std::uint8_t { must_be_said, may_be_erased };
WhoWasAdvised who_was_advised(Advice const& stored);
// Everything that stands in the way of saving, but whether municipality and account are there.
std::vector<Problem> problems_of_advice(
    records::Fields const& fields, WhoWasAdvised who = WhoWasAdvised::must_be_said);
// The same of a next step. `is_asked`: whether it must be one; else it may be empty as a whole.
std::vector<Problem> problems_of_step(records::Fields const& fields, bool is_asked);

// Which entry, as this person last saw it.
struct AdviceVersion {
    AdviceId id;
    std::int64_t version;
};
// Problems: not_found without the right; what problems_of_advice() finds; "municipality" or "adviser" where
// there is no such one; a conflict where somebody has changed it meanwhile.
Result<void> save_advice(Work& work, AdviceVersion const& seen, records::Fields const& typed);
// With its next step, where one stands in the fields. `form_key`: of the form that was sent; a second time
// with the same entries it makes no second one. Problems: as of save_advice() and add_step_of_advice().
Result<AdviceId> add_advice(Work& work, records::Fields const& typed, std::string_view form_key);
// One more step. Problems: not_found without the right; what problems_of_step() finds; as of add_next_step(),
// by the names of these fields.
Result<TaskId> add_step_of_advice(
    Work& work, AdviceId id, records::Fields const& typed, std::string_view form_key);
// Ticks a step of this entry, or opens it again; whose step it is may, too. Problems: not_found for whatever
// is no step of it; as of save_task().
Result<void> tick_step(Work& work, AdviceId id, TaskVersion const& seen, bool is_done);

// Names that are older than keep_names_of_advice go, with what earlier versions said. How many entries.
std::int64_t erase_names_of_advice(Work& work);

} // namespace kommin::meetings
