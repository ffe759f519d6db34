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
// In the order in which they were added.
std::vector<Task> list_tasks_of_meeting(db::Connection& db, TenantId tenant, MeetingId meeting);
struct TaskQuery {
    std::optional<TaskState> state = {}; // nothing: of any
    std::string words = {}; // folded, in the text and in what came of it
};
// Of these panels, by the day on which they are due, those without one at the end; at most `limit`.
std::vector<Task> list_tasks(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, TaskQuery const& wanted,
    int limit);
std::int64_t count_tasks( // at most `most`
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, TaskQuery const& wanted,
    std::int64_t most);
// Those that were added before anybody could search them; every other one is found as it is stored.
void spell_some_tasks(db::Connection& db, TenantId tenant, int limit);
// Open ones, likewise: of one account, or of these panels and due up to a day.
std::vector<Task> list_open_tasks_of_account(
    db::Connection& db, TenantId tenant, std::int64_t account, int limit);
std::vector<Task> list_due_tasks(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, Date until, int limit);
std::vector<Task> list_tasks_of_person(db::Connection& db, TenantId tenant, contacts::PersonId person);

// `mark`: of the form; see find_task_by_mark().
TaskId insert_task(db::Connection& db, TenantId tenant, Task const& task, std::string_view mark, Instant now);
std::optional<TaskId> find_task_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version; panel and meeting stay.
void update_task(db::Connection& db, TenantId tenant, Task const& task, Instant now);
// `into`: nothing, it is nobody's from now on.
void move_tasks(
    db::Connection& db, TenantId tenant, contacts::PersonId from, std::optional<contacts::PersonId> into);

} // namespace kommin::meetings
