#pragma once
// SQL of tasks. Every function works inside the caller's transaction.

#include "modules/meetings/tasks/task.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral task_table{"tasks"};

std::optional<Task> load_task(db::Connection& db, TenantId tenant, TaskId id);
// What came of it, in the order in which they were added; its checklist is none of them.
std::vector<Task> list_tasks_of_meeting(db::Connection& db, TenantId tenant, MeetingId meeting);
// The lines of its checklist, by day, those without one at the end; at most `limit`.
std::vector<Task> list_checklist(db::Connection& db, TenantId tenant, MeetingId meeting, int limit);
struct TaskQuery {
    std::vector<PanelId> panels = {};
    bool of_advice = false; // also those that are of no panel
    std::optional<TaskState> state = {}; // nothing: of any
    std::optional<TaskOrigin> origin = {}; // nothing: of any
    std::optional<Date> due_by = {}; // due up to this day
    std::optional<std::int64_t> not_of = {}; // without those of this account
    bool only_forgotten = false; // without a day, and of no account: on "Heute" of nobody
    std::string words = {}; // folded, in the text and in what came of it
};
// Open ones first, by the day on which they are due, those without one at the end; at most `limit`.
std::vector<Task> list_tasks(db::Connection& db, TenantId tenant, TaskQuery const& wanted, int limit);
std::int64_t count_tasks( // at most `most`
    db::Connection& db, TenantId tenant, TaskQuery const& wanted, std::int64_t most);
// At most `limit` of those that were added before anybody could search them.
void spell_some_tasks(db::Connection& db, TenantId tenant, int limit);
// Open ones of one account, likewise: whatever came of a meeting or an advice, and of checklists what is due
// up to a day.
std::vector<Task> list_open_tasks_of_account(
    db::Connection& db, TenantId tenant, std::int64_t account, Date until, int limit);
std::int64_t count_open_tasks_of_account( // at most `most`
    db::Connection& db, TenantId tenant, std::int64_t account, Date until, std::int64_t most);
// How many open lines of each checklist are due up to a day, the first ones first; without those of
// `account`, which are their own.
struct DueChecklist {
    MeetingId meeting;
    std::int64_t lines;
    Date first; // on which the first of them is due
};
std::vector<DueChecklist> list_due_checklists(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, std::int64_t account, Date until,
    int limit);
// The steps of these entries, by entry, in the order in which they were added.
std::vector<Task> list_steps_of(db::Connection& db, TenantId tenant, std::vector<AdviceId> const& entries);
// For the SQL of advice: the ids of entries that have an open step, for the tenant; and whether a row has
// none at all.
inline constexpr db::SqlLiteral advice_with_open_step{
    "SELECT advice_id FROM tasks WHERE tenant_id = ? AND advice_id IS NOT NULL AND state = 'open'"};
inline constexpr db::SqlLiteral advice_without_step{
    "NOT EXISTS (SELECT 1 FROM tasks WHERE tasks.advice_id = advice.id)"};
// Whether somebody has saved a settled step since the names went.
inline constexpr db::SqlLiteral advice_with_step_settled_since{
    "EXISTS (SELECT 1 FROM tasks WHERE tasks.advice_id = advice.id AND tasks.state <> 'open'"
    " AND tasks.changed_at > advice.names_erased_at)"};
std::vector<Task> list_tasks_of_person(db::Connection& db, TenantId tenant, contacts::PersonId person);

// `mark`: of the form; see find_task_by_mark().
TaskId insert_task(db::Connection& db, TenantId tenant, Task const& task, std::string_view mark, Instant now);
std::optional<TaskId> find_task_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version; panel, meeting and advice stay.
void update_task(db::Connection& db, TenantId tenant, Task const& task, Instant now);
// Who was advised is called otherwise now; no version of theirs changes.
void rename_steps(db::Connection& db, TenantId tenant, AdviceId advice, std::string_view about);
// The open lines of a meeting's checklist fall with it or come back; no version of theirs changes. How many.
std::int64_t mark_fallen(db::Connection& db, TenantId tenant, MeetingId meeting, bool fell);
// `into`: nothing, it is nobody's from now on.
void move_tasks(
    db::Connection& db, TenantId tenant, contacts::PersonId from, std::optional<contacts::PersonId> into);

} // namespace kommin::meetings
