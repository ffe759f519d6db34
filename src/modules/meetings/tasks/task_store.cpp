#include "modules/meetings/tasks/task_store.hpp"

#include "platform/search/fold.hpp"

#include <utility>

namespace kommin::meetings {

namespace {

constexpr db::SqlLiteral by_day{
    " ORDER BY CASE WHEN state = 'open' AND NOT fell_with_meeting THEN 0 ELSE 1 END,"
    " COALESCE(due, '9999-12-31'), id LIMIT ?"};

constexpr db::SqlLiteral all_columns{
    "SELECT id, panel_id, meeting_id, advice_id, text, account_id, person_id, due, state, word, origin, who,"
    " about, days_from_meeting, fell_with_meeting, version, changed_at FROM tasks"};

db::Query tasks_of(TenantId tenant)
{
    return db::Query(all_columns).add(" WHERE tenant_id = ?", tenant);
}

// Never empty: what is has not been reckoned yet.
std::string list_text_of(Task const& task)
{
    auto text = task.text + '\n' + task.word + '\n' + task.who;
    if (!task.about.empty())
        text += '\n' + task.about;
    return search::folded_text(text) + '\n';
}

void add_open_of_account(db::Query& query, std::int64_t account, Date until)
{
    query.add(
        " AND state = ? AND NOT fell_with_meeting AND account_id = ? AND (origin <> ? OR due <= ?)",
        TaskState::open, account, TaskOrigin::checklist, until);
}

void add_conditions(db::Query& query, TaskQuery const& wanted)
{
    if (wanted.state)
        query.add(" AND state = ?", *wanted.state);
    if (wanted.state == TaskState::open)
        query.add(" AND NOT fell_with_meeting");
    if (wanted.origin)
        query.add(" AND origin = ?", *wanted.origin);
    if (wanted.due_by)
        query.add(" AND due <= ?", *wanted.due_by);
    if (wanted.not_of)
        query.add(" AND COALESCE(account_id, 0) <> ?", *wanted.not_of);
    if (wanted.only_forgotten)
        query.add(" AND due IS NULL AND account_id IS NULL");
    if (!wanted.words.empty())
        query.add(" AND list_text LIKE ? ESCAPE '!'", db::like_pattern(wanted.words));
    if (wanted.of_advice)
        query.add(" AND (advice_id IS NOT NULL OR (TRUE").add_any_of("panel_id", wanted.panels).add("))");
    else
        query.add_any_of("panel_id", wanted.panels);
}

}

std::optional<Task> load_task(db::Connection& db, TenantId tenant, TaskId id)
{
    auto rows = db.list<Task>(tasks_of(tenant).add(" AND id = ?", id));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

std::vector<Task> list_tasks_of_meeting(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    return db.list<Task>(
        tasks_of(tenant).add(" AND meeting_id = ? AND origin = ? ORDER BY id", meeting, TaskOrigin::meeting));
}

std::vector<Task> list_checklist(db::Connection& db, TenantId tenant, MeetingId meeting, int limit)
{
    return db.list<Task>(tasks_of(tenant).add(
        " AND meeting_id = ? AND origin = ? ORDER BY COALESCE(due, '9999-12-31'),"
        " COALESCE(days_from_meeting, 100000), id LIMIT ?",
        meeting, TaskOrigin::checklist, limit));
}

std::vector<Task> list_tasks(db::Connection& db, TenantId tenant, TaskQuery const& wanted, int limit)
{
    auto query = tasks_of(tenant);
    add_conditions(query, wanted);
    return db.list<Task>(query.add(by_day, limit));
}

std::int64_t count_tasks(db::Connection& db, TenantId tenant, TaskQuery const& wanted, std::int64_t most)
{
    db::Query query("SELECT COUNT(*) FROM (SELECT 1 FROM tasks WHERE tenant_id = ?", tenant);
    add_conditions(query, wanted);
    return db.list<std::int64_t>(query.add(" LIMIT ?) AS counted", most)).front();
}

void spell_some_tasks(db::Connection& db, TenantId tenant, int limit)
{
    for (auto const& task : db.list<Task>(tasks_of(tenant).add(" AND list_text = '' LIMIT ?", limit)))
        db.execute(
            "UPDATE tasks SET list_text = ? WHERE tenant_id = ? AND id = ? AND list_text = ''",
            list_text_of(task), tenant, task.id);
}

std::vector<Task> list_open_tasks_of_account(
    db::Connection& db, TenantId tenant, std::int64_t account, Date until, int limit)
{
    auto query = tasks_of(tenant);
    add_open_of_account(query, account, until);
    return db.list<Task>(query.add(by_day, limit));
}

std::int64_t count_open_tasks_of_account(
    db::Connection& db, TenantId tenant, std::int64_t account, Date until, std::int64_t most)
{
    db::Query query("SELECT COUNT(*) FROM (SELECT 1 FROM tasks WHERE tenant_id = ?", tenant);
    add_open_of_account(query, account, until);
    return db.list<std::int64_t>(query.add(" LIMIT ?) AS counted", most)).front();
}

std::vector<DueChecklist> list_due_checklists(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, std::int64_t account, Date until,
    int limit)
{
    db::Query query(
        "SELECT meeting_id, COUNT(*), MIN(due) FROM tasks WHERE tenant_id = ? AND state = ? AND origin = ?"
        " AND NOT fell_with_meeting AND due <= ? AND COALESCE(account_id, 0) <> ?",
        tenant, TaskState::open, TaskOrigin::checklist, until, account);
    query.add_any_of("panel_id", panels)
        .add(" GROUP BY meeting_id ORDER BY MIN(due), meeting_id LIMIT ?", limit);
    return db.list<DueChecklist>(query);
}

std::vector<Task> list_steps_of(db::Connection& db, TenantId tenant, std::vector<AdviceId> const& entries)
{
    if (entries.empty())
        return {};
    return db.list<Task>(db::Query(all_columns)
                             .add(" WHERE tenant_id + 0 = ?", tenant)
                             .add_any_of("advice_id", entries)
                             .add(" ORDER BY advice_id, id"));
}

std::vector<Task> list_tasks_of_person(db::Connection& db, TenantId tenant, contacts::PersonId person)
{
    return db.list<Task>(tasks_of(tenant).add(" AND person_id = ? ORDER BY id", person));
}

TaskId insert_task(db::Connection& db, TenantId tenant, Task const& task, std::string_view mark, Instant now)
{
    return db.load<TaskId>(
        "INSERT INTO tasks (tenant_id, panel_id, meeting_id, advice_id, text, account_id, person_id, due,"
        " state, word, origin, who, about, days_from_meeting, fell_with_meeting, list_text, mark, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, task.panel, task.meeting, task.advice, task.text, task.account, task.person, task.due,
        task.state, task.word, task.origin, task.who, task.about, task.days_from_meeting,
        task.fell_with_meeting, list_text_of(task), mark, now);
}

std::optional<TaskId> find_task_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<TaskId>("SELECT id FROM tasks WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_task(db::Connection& db, TenantId tenant, Task const& task, Instant now)
{
    db.execute(
        "UPDATE tasks SET text = ?, account_id = ?, person_id = ?, due = ?, state = ?, word = ?,"
        " who = ?, days_from_meeting = ?, fell_with_meeting = ?, list_text = ?, version = version + 1, "
        "changed_at = ? WHERE tenant_id = ? AND id = ?",
        task.text, task.account, task.person, task.due, task.state, task.word, task.who,
        task.days_from_meeting, task.fell_with_meeting, list_text_of(task), now, tenant, task.id);
}

void rename_steps(db::Connection& db, TenantId tenant, AdviceId advice, std::string_view about)
{
    for (auto& step : list_steps_of(db, tenant, {advice})) {
        step.about = about;
        db.execute(
            "UPDATE tasks SET about = ?, list_text = ? WHERE tenant_id = ? AND id = ?", step.about,
            list_text_of(step), tenant, step.id);
    }
}

std::int64_t mark_fallen(db::Connection& db, TenantId tenant, MeetingId meeting, bool fell)
{
    return db.execute(
        "UPDATE tasks SET fell_with_meeting = ? WHERE tenant_id = ? AND meeting_id = ? AND origin = ? AND"
        " state = ? AND fell_with_meeting <> ?",
        fell, tenant, meeting, TaskOrigin::checklist, TaskState::open, fell);
}

void move_tasks(
    db::Connection& db, TenantId tenant, contacts::PersonId from, std::optional<contacts::PersonId> into)
{
    db.execute("UPDATE tasks SET person_id = ? WHERE tenant_id = ? AND person_id = ?", into, tenant, from);
}

} // namespace kommin::meetings
