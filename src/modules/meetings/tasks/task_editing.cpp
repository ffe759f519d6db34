#include "modules/meetings/tasks/task_editing.hpp"

#include "modules/meetings/panels/field_check.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace kommin::meetings {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_task = 500; // code points
constexpr std::size_t longest_word = 1000;
constexpr std::size_t longest_who = 200;
constexpr std::string_view of_account = "account:";
constexpr std::string_view of_person = "person:";

std::optional<std::int64_t> number_behind(std::string_view prefix, std::string_view text)
{
    if (!text.starts_with(prefix))
        return std::nullopt;
    auto const number = parse_number(text.substr(prefix.size()));
    return number && *number > 0 ? number : std::nullopt;
}

Task task_from(Fields const& fields)
{
    Task task;
    task.text = one_line(fields.value(task_field::text));
    auto const owner = fields.value(task_field::owner);
    task.account = number_behind(of_account, owner);
    if (auto const person = number_behind(of_person, owner))
        task.person = contacts::PersonId{*person};
    task.due = parse_typed_date(fields.value(task_field::due));
    task.state = enum_from<TaskState>(fields.value(task_field::state)).value_or(TaskState::open);
    task.word = one_line(fields.value(task_field::word));
    task.who = one_line(fields.value(task_field::who));
    return task;
}

// Somebody new can only be somebody whom this actor may know of.
bool may_have_owner(Work& work, Permission sees, Scope owner, Task const& wanted, Task const& before)
{
    if (wanted.account && wanted.account != before.account) {
        auto const takers = list_takers(work.db(), work.tenant(), sees, owner);
        return std::ranges::find(takers, *wanted.account, &Taker::account) != takers.end();
    }
    return !wanted.person || wanted.person == before.person
        || contacts::may_see_person(work.db(), work.tenant(), work.actor(), *wanted.person);
}

Permission seen_by(Task const& task)
{
    return task.origin == TaskOrigin::advice ? see_advice : see_minutes;
}

std::string mark_of_form(Work& work, std::string_view form_key, std::string_view from, Fields const& fields)
{
    return crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::string(from) + ' ' + fields.to_json());
}

// Once everything but its own fields was asked.
Result<TaskId> insert_new(
    Work& work, Task const& wanted, Scope owner, Fields const& typed, std::string const& mark)
{
    if (auto const added = find_task_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_task(typed); !problems.empty())
        return std::move(problems.front());
    if (!may_have_owner(work, seen_by(wanted), owner, wanted, {}))
        return Problem::invalid(std::string(task_field::owner), "task.problem.owner"_msg);
    auto const id = insert_task(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_tasks, id.value, owner, form_of(wanted));
    return id;
}

}

MessageKey label_of(TaskState state)
{
    switch (state) {
    case TaskState::open:
        return "task.state.open"_msg;
    case TaskState::done:
        return "task.state.done"_msg;
    case TaskState::dropped:
        return "task.state.dropped"_msg;
    }
    return {};
}

std::optional<SeenTask> find_seen_task(db::Connection& db, TenantId tenant, TaskId id, Actor const& actor)
{
    auto task = load_task(db, tenant, id);
    if (!task)
        return std::nullopt;
    SeenTask seen{std::move(*task), std::nullopt};
    if (seen.task.panel)
        seen.panel = load_panel(db, tenant, *seen.task.panel);
    return seen.may_see(actor) ? std::optional(std::move(seen)) : std::nullopt;
}

bool SeenTask::may_see(Actor const& actor) const
{
    return actor.may(seen_by(task), owner());
}

bool SeenTask::may_keep(Actor const& actor) const
{
    return actor.may(task.origin == TaskOrigin::advice ? edit_advice : write_minutes, owner());
}

std::vector<Taker> list_takers(db::Connection& db, TenantId tenant, Permission sees, Scope owner)
{
    std::map<identity::AccountId, std::vector<Grant>> grants;
    for (auto& granted : identity::list_all_grants(db, tenant))
        grants[granted.account].push_back(std::move(granted.grant));
    auto const rules = permission_rules();
    std::vector<Taker> takers;
    for (auto& account : identity::list_accounts(db, tenant)) {
        if (account.state == identity::AccountState::active && !account.is_erased()
            && Rights::of(grants[account.id], rules).allows(sees, owner))
            takers.push_back({account.id.value, std::move(account.name)});
    }
    return takers;
}

bool is_task_of(Task const& task, Actor const& actor)
{
    return actor.kind() == Actor::Kind::account && task.account == actor.id();
}

Fields form_of(Task const& task)
{
    Fields fields;
    fields.set(task_field::text, task.text);
    if (task.account)
        fields.set(task_field::owner, std::string(of_account) + std::to_string(*task.account));
    if (task.person)
        fields.set(task_field::owner, std::string(of_person) + std::to_string(task.person->value));
    fields.set(task_field::due, task.due ? records::spelled_date(PartialDate(*task.due)) : std::string{});
    fields.set(task_field::state, std::string(to_text(task.state)));
    fields.set(task_field::word, task.word);
    fields.set(task_field::who, task.who);
    return fields;
}

Fields spelled_task(Fields const& typed)
{
    return form_of(task_from(typed));
}

std::vector<Problem> problems_of_task(Fields const& fields)
{
    FieldCheck check(fields);
    if (one_line(fields.value(task_field::text)).empty())
        check.refuse(task_field::text, "task.problem.text"_msg);
    auto const due = trim(fields.value(task_field::due));
    if (!due.empty() && !parse_typed_date(due))
        check.refuse(task_field::due, "task.problem.due"_msg);
    auto const state = fields.value(task_field::state);
    if (!state.empty() && !enum_from<TaskState>(state))
        check.refuse(task_field::state, "panel.problem.kind"_msg);
    if (state == to_text(TaskState::dropped) && one_line(fields.value(task_field::word)).empty())
        check.refuse(task_field::word, "task.problem.word"_msg);
    check.check_length(task_field::text, longest_task);
    check.check_length(task_field::word, longest_word);
    check.check_length(task_field::who, longest_who);
    return check.take();
}

Result<std::optional<Date>> day_of_line(Meeting const& meeting, std::int64_t days)
{
    auto const of = meeting.day ? meeting.day->full() : std::nullopt;
    if (!of)
        return std::optional<Date>{};
    auto const day = *of + std::chrono::days{days};
    if (day.year() < std::chrono::year{1} || day.year() > std::chrono::year{9999})
        return Problem::invalid(std::string(meeting_field::day), "checklist.problem.day"_msg);
    return std::optional(day);
}

Result<void> save_task(Work& work, TaskVersion const& seen, Fields const& typed)
{
    auto const of = find_seen_task(work.db(), work.tenant(), seen.id, work.actor());
    bool const keeps_it = of && of->may_keep(work.actor());
    if (!of || !(keeps_it || is_task_of(of->task, work.actor())))
        return Problem::not_found("task.problem.unknown"_msg);
    if (of->task.version != seen.version)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    if (auto problems = problems_of_task(typed); !problems.empty())
        return std::move(problems.front());
    auto const before = form_of(of->task);
    auto wanted = of->task;
    auto const said = task_from(typed);
    wanted.state = said.state;
    wanted.word = said.word;
    if (keeps_it) {
        wanted.text = said.text;
        wanted.account = said.account;
        wanted.person = said.person;
        wanted.due = said.due;
        if (of->task.origin != TaskOrigin::meeting)
            wanted.who = said.who;
        if (wanted.due != of->task.due)
            wanted.days_from_meeting.reset();
    }
    if (!may_have_owner(work, seen_by(of->task), of->owner(), wanted, of->task))
        return Problem::invalid(std::string(task_field::owner), "task.problem.owner"_msg);
    if (of->task.is_of_checklist()) {
        auto const meeting = load_meeting(work.db(), work.tenant(), of->task.meeting.value()).value();
        // While it was settled the meeting may have been moved.
        bool const is_opened_again = of->task.state != TaskState::open && wanted.state == TaskState::open;
        if (is_opened_again && wanted.days_from_meeting)
            wanted.due = TRY(day_of_line(meeting, *wanted.days_from_meeting));
        wanted.fell_with_meeting
            = wanted.state == TaskState::open && meeting.state == MeetingState::cancelled;
    }
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    auto const editing = records::Editing::begin_unasked(work, edited_tasks, seen.id.value);
    update_task(work.db(), work.tenant(), wanted, work.now());
    editing.value().keep_changed(before, after, "changed");
    return {};
}

Result<void> tick_task(Work& work, SeenTask const& of, std::int64_t version, bool is_done)
{
    auto wanted = of.task;
    wanted.state = is_done ? TaskState::done : TaskState::open;
    if (wanted.state == of.task.state)
        return {}; // pressed twice
    return save_task(work, {of.task.id, version}, form_of(wanted));
}

Result<TaskId> add_task(Work& work, MeetingId meeting, Fields const& typed, std::string_view form_key)
{
    auto const of = find_seen_meeting(work.db(), work.tenant(), meeting, work.actor(), write_minutes);
    if (!of)
        return Problem::not_found("meeting.problem.unknown"_msg);
    auto wanted = task_from(typed);
    wanted.panel = of->panel.id;
    wanted.meeting = meeting;
    wanted.who.clear(); // of what came of no meeting
    auto const mark = mark_of_form(work, form_key, std::to_string(meeting.value), form_of(wanted));
    return insert_new(work, wanted, of->panel.owner(), typed, mark);
}

Result<TaskId> add_next_step(
    Work& work, AdviceId advice, std::string_view about, Fields const& typed, std::string_view form_key)
{
    if (!work.actor().may(edit_advice, Scope::whole_tenant()))
        return Problem::not_found("advice.problem.unknown"_msg);
    auto wanted = task_from(typed);
    wanted.advice = advice;
    wanted.about = about;
    wanted.origin = TaskOrigin::advice;
    auto const mark = mark_of_form(work, form_key, "advice " + std::to_string(advice.value), form_of(wanted));
    return insert_new(work, wanted, Scope::whole_tenant(), typed, mark);
}

void forget_who_did_steps(Work& work, AdviceId advice)
{
    for (auto& step : list_steps_of(work.db(), work.tenant(), {advice})) {
        if (step.state == TaskState::open)
            continue;
        auto current = step.version;
        if (!step.who.empty()) {
            auto const editing = records::Editing::begin_unasked(work, edited_tasks, step.id.value).value();
            auto const before = form_of(step);
            step.who.clear();
            update_task(work.db(), work.tenant(), step, work.now());
            editing.keep_changed(before, form_of(step), "names_erased");
            current = editing.next_version();
        }
        records::erase_versions(work, {task_subject, step.id.value}, {current});
    }
}

} // namespace kommin::meetings
