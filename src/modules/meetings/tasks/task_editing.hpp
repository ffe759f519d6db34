#pragma once
// Editing tasks. Whoever writes the minutes of a panel keeps its tasks, and whoever keeps the log of advice
// the steps that follow from it; whose task it is says what came of it.

#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/panels/form_fields.hpp"
#include "modules/meetings/tasks/task.hpp"
#include "modules/meetings/tasks/task_store.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

namespace task_field {
inline constexpr std::string_view text = "text";
inline constexpr std::string_view owner = "owner"; // "account:3", "person:12", "" for nobody yet
inline constexpr std::string_view due = "due";
inline constexpr std::string_view state = "state";
inline constexpr std::string_view word = "word";
inline constexpr std::string_view who = "who"; // of a checklist or an advice alone
} // namespace task_field
inline constexpr std::array all_task_fields{
    FormField{task_field::text, "task.field.text"_msg}, FormField{task_field::owner, "task.field.owner"_msg},
    FormField{task_field::who, "task.field.who"_msg},   FormField{task_field::due, "task.field.due"_msg},
    FormField{task_field::state, "staff.state"_msg},    FormField{task_field::word, "task.field.word"_msg}};

inline constexpr std::array<std::string_view, 2> harmless_task_fields{task_field::due, task_field::state};
inline constexpr records::EditedKind edited_tasks{
    .kind = task_subject,
    .table = task_table,
    .owner = "COALESCE((SELECT p.body_id FROM panels p WHERE p.id = tasks.panel_id), 0)",
    .was_public = "FALSE",
    .actions = "meetings.task",
    .harmless_fields = harmless_task_fields,
    .has_drafts = false};

// A task with its panel; nothing of an advice, which is the Kreis's.
struct SeenTask {
    Task task;
    std::optional<Panel> panel;

    [[nodiscard]] Scope owner() const { return panel ? panel->owner() : Scope::whole_tenant(); }
    // Whether somebody keeps it, or may read it.
    [[nodiscard]] bool may_keep(Actor const& actor) const;
    [[nodiscard]] bool may_see(Actor const& actor) const;
};
// Nothing where it does not exist or this actor may read neither the minutes of its panel nor the advice.
std::optional<SeenTask> find_seen_task(db::Connection& db, TenantId tenant, TaskId id, Actor const& actor);
// Active accounts that may see what a task of this owner comes from (see_minutes, see_advice): whoever else
// would find it on "Heute" and could not open it. By name.
struct Taker {
    std::int64_t account;
    std::string name;
};
std::vector<Taker> list_takers(db::Connection& db, TenantId tenant, Permission sees, Scope owner);
// Whether somebody may say what came of it, though they do not keep the minutes.
bool is_task_of(Task const& task, Actor const& actor);

records::Fields form_of(Task const& task);
records::Fields spelled_task(records::Fields const& typed);
// Everything that stands in the way of saving.
std::vector<Problem> problems_of_task(records::Fields const& fields);

// On which day a line is due: nothing while the meeting has no whole day. Problems: "day" where it would be
// in no year that has four digits.
Result<std::optional<Date>> day_of_line(Meeting const& meeting, std::int64_t days);
// Which task, as this person last saw it.
struct TaskVersion {
    TaskId id;
    std::int64_t version;
};
// Whoever owns it and does not keep the minutes changes its state and the word on it alone. A day that was
// typed does not move with the meeting any more. Problems:
// not_found without either right; what problems_of_task() finds; a conflict where somebody has changed it
// meanwhile ("record.problem.changed_meanwhile").
Result<void> save_task(Work& work, TaskVersion const& seen, records::Fields const& typed);
// Done, or open again; pressed twice, nothing happens. Problems: as of save_task().
Result<void> tick_task(Work& work, SeenTask const& of, std::int64_t version, bool is_done);
// `form_key`: a form sent twice with the same entries makes one task. Problems: not_found without the right
// to write the minutes of that meeting, or for a person whom this actor may not see; what problems_of_task()
// finds.
Result<TaskId> add_task(
    Work& work, MeetingId meeting, records::Fields const& typed, std::string_view form_key);
// The next step after an advice; `about`: who was advised. Problems: not_found without the right to keep the
// log of advice; as of add_task().
Result<TaskId> add_next_step(
    Work& work, AdviceId advice, std::string_view about, records::Fields const& typed,
    std::string_view form_key);
// Who did the settled steps of an advice in words, with what earlier versions of them said.
void forget_who_did_steps(Work& work, AdviceId advice);

} // namespace kommin::meetings
