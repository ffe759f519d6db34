#include "modules/meetings/tasks/task_store.hpp"

#include "platform/search/fold.hpp"

#include <utility>

namespace kommin::meetings {

namespace {

constexpr db::SqlLiteral by_day{" ORDER BY COALESCE(due, '9999-12-31'), id LIMIT ?"};

db::Query tasks_of(TenantId tenant)
{
    return db::Query(
        "SELECT id, panel_id, meeting_id, text, account_id, person_id, due, state, word, version, changed_at"
        " FROM tasks WHERE tenant_id = ?",
        tenant);
}

// Never empty: what is has not been reckoned yet.
std::string list_text_of(Task const& task)
{
    return search::folded_text(task.text + '\n' + task.word) + '\n';
}

void add_conditions(db::Query& query, std::vector<PanelId> const& panels, TaskQuery const& wanted)
{
    if (wanted.state)
        query.add(" AND state = ?", *wanted.state);
    if (!wanted.words.empty())
        query.add(" AND list_text LIKE ? ESCAPE '!'", db::like_pattern(wanted.words));
    query.add_any_of("panel_id", panels);
}

}

std::optional<Task> load_task(db::Connection& db, TenantId tenant, TaskId id)
{
    auto rows = db.list<Task>(tasks_of(tenant).add(" AND id = ?", id));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

std::vector<Task> list_tasks_of_meeting(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    return db.list<Task>(tasks_of(tenant).add(" AND meeting_id = ? ORDER BY id", meeting));
}

std::vector<Task> list_tasks(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, TaskQuery const& wanted,
    int limit)
{
    auto query = tasks_of(tenant);
    add_conditions(query, panels, wanted);
    return db.list<Task>(query.add(by_day, limit));
}

std::int64_t count_tasks(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, TaskQuery const& wanted,
    std::int64_t most)
{
    db::Query query("SELECT COUNT(*) FROM (SELECT 1 FROM tasks WHERE tenant_id = ?", tenant);
    add_conditions(query, panels, wanted);
    return db.list<std::int64_t>(query.add(" LIMIT ?) AS counted", most)).front();
}

void spell_some_tasks(db::Connection& db, TenantId tenant, int limit)
{
    for (auto const& task : db.list<Task>(tasks_of(tenant).add(" AND list_text = '' LIMIT ?", limit)))
        db.execute(
            "UPDATE tasks SET list_text = ? WHERE tenant_id = ? AND id = ?", list_text_of(task), tenant,
            task.id);
}

std::vector<Task> list_open_tasks_of_account(
    db::Connection& db, TenantId tenant, std::int64_t account, int limit)
{
    auto query = tasks_of(tenant);
    query.add(" AND state = ? AND account_id = ?", TaskState::open, account).add(by_day, limit);
    return db.list<Task>(query);
}

std::vector<Task> list_due_tasks(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, Date until, int limit)
{
    auto query = tasks_of(tenant);
    query.add(" AND state = ? AND due <= ?", TaskState::open, until)
        .add_any_of("panel_id", panels)
        .add(by_day, limit);
    return db.list<Task>(query);
}

std::vector<Task> list_tasks_of_person(db::Connection& db, TenantId tenant, contacts::PersonId person)
{
    return db.list<Task>(tasks_of(tenant).add(" AND person_id = ? ORDER BY id", person));
}

TaskId insert_task(db::Connection& db, TenantId tenant, Task const& task, std::string_view mark, Instant now)
{
    return db.load<TaskId>(
        "INSERT INTO tasks (tenant_id, panel_id, meeting_id, text, account_id, person_id, due, state, word,"
        " list_text, mark, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, task.panel, task.meeting, task.text, task.account, task.person, task.due, task.state,
        task.word, list_text_of(task), mark, now);
}

std::optional<TaskId> find_task_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<TaskId>("SELECT id FROM tasks WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_task(db::Connection& db, TenantId tenant, Task const& task, Instant now)
{
    db.execute(
        "UPDATE tasks SET text = ?, account_id = ?, person_id = ?, due = ?, state = ?, word = ?,"
        " list_text = ?, version = version + 1, changed_at = ? WHERE tenant_id = ? AND id = ?",
        task.text, task.account, task.person, task.due, task.state, task.word, list_text_of(task), now,
        tenant, task.id);
}

void move_tasks(
    db::Connection& db, TenantId tenant, contacts::PersonId from, std::optional<contacts::PersonId> into)
{
    db.execute("UPDATE tasks SET person_id = ? WHERE tenant_id = ? AND person_id = ?", into, tenant, from);
}

} // namespace kommin::meetings
