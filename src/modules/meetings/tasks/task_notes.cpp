// Tasks where staff pages speak of any kind of record: "Heute", the audit trail, the page of a meeting and of
// a person.

#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/tasks/task_desk.hpp"
#include "modules/meetings/tasks/task_pages.hpp"
#include "platform/web/write.hpp"

#include <chrono>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::Writer;

namespace {

constexpr int most_shown = 20;
constexpr std::chrono::days ahead{7};

std::optional<web::RecentRecord> recent_task(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const seen = find_seen_task(call.db(), call.site.tenant, TaskId{id}, call.actor());
    if (!seen)
        return std::nullopt;
    return web::RecentRecord{seen->task.text, task_url(seen->task.id)};
}

web::TodayItem today_item(web::Call const& call, Task const& task, bool is_own)
{
    auto const& texts = web::staff_texts(call);
    auto title = task.text;
    if (task.is_of_checklist())
        title += ", " + load_meeting(call.db(), call.site.tenant, task.meeting.value()).value().title;
    else if (task.advice)
        title += ", " + place_of_step(task, texts);
    return {
        .area = "task.title"_msg,
        .title = std::move(title),
        .url = task_url(task.id),
        .reason = std::string(texts(
            task.advice ? (is_own ? "task.today.own_step"_msg : "task.today.due_step"_msg)
                        : (is_own ? "task.today.own"_msg : "task.today.due"_msg))),
        .due = task.due,
        .action = "task.today.action"_msg,
        .is_own = is_own,
        .is_content = true};
}

void add_others(std::vector<web::TodayItem>& items, std::int64_t all, bool is_own)
{
    if (all > most_shown)
        items.push_back(
            web::others_of("task.title"_msg, tasks_url(false), {.count = all - most_shown}, is_own));
}

// Of others, or of nobody.
void add_due(web::Call const& call, TaskQuery const& wanted, std::vector<web::TodayItem>& items)
{
    auto const tasks = list_tasks(call.db(), call.site.tenant, wanted, most_shown);
    for (auto const& task : tasks)
        items.push_back(today_item(call, task, false));
    if (std::ssize(tasks) == most_shown)
        add_others(
            items, count_tasks(call.db(), call.site.tenant, wanted, web::TodayOthers::most_counted), false);
}

// Whose day never comes, and whose owner has no "Heute": one line for all of them.
void add_forgotten(
    web::Call const& call, std::vector<PanelId> const& panels, std::vector<web::TodayItem>& items)
{
    auto const count = count_tasks(
        call.db(), call.site.tenant,
        {.panels = panels, .state = TaskState::open, .origin = TaskOrigin::meeting, .only_forgotten = true},
        web::TodayOthers::most_counted);
    if (count == 0)
        return;
    auto const& texts = web::staff_texts(call);
    items.push_back(
        {.area = "task.title"_msg,
         .title = texts("task.today.forgotten"_msg, {{"count", count}}),
         .url = forgotten_tasks_url(),
         .reason = std::string(texts("task.today.forgotten.reason"_msg)),
         .due = std::nullopt,
         .action = "task.today.action"_msg});
}

void report_tasks(web::Call const& call, contacts::PersonId person, std::vector<contacts::ReportPart>& parts)
{
    auto const& texts = web::staff_texts(call);
    contacts::ReportPart part{std::string(texts("task.title"_msg)), {}};
    for (auto const& task : web::read(
             call, [&](db::Connection& db) { return list_tasks_of_person(db, call.site.tenant, person); })) {
        part.lines.push_back({std::string(texts("task.one"_msg)), task.text, true});
        part.lines.push_back(
            {std::string(texts("staff.state"_msg)), std::string(texts(label_of(task.state)))});
        if (task.due)
            part.lines.push_back(
                {std::string(texts("task.field.due"_msg)), texts.partial_date(PartialDate(*task.due))});
        if (!task.word.empty())
            part.lines.push_back({std::string(texts("task.field.word"_msg)), task.word});
    }
    if (!part.lines.empty())
        parts.push_back(std::move(part));
}

}

web::Body tasks_of_meeting(web::Call const& call, SeenMeeting const& seen)
{
    if (!call.actor().may(see_minutes, seen.panel.owner()) || seen.meeting.state != MeetingState::planned)
        return {};
    auto tasks = web::read(call, [&](db::Connection& db) {
        return list_tasks(
            db, call.site.tenant,
            {.panels = {seen.panel.id}, .state = TaskState::open, .origin = TaskOrigin::meeting}, most_shown);
    });
    if (tasks.empty())
        return {};
    return [&call, tasks = std::move(tasks)](Writer& w) {
        auto const& texts = web::staff_texts(call);
        auto const today = call.local_now().date;
        w(R"(<section class="stack" aria-labelledby="aufgaben"><h2 id="aufgaben">{}</h2><ul class="plain">{}</ul><p><a href="{}">{}</a></p></section>)",
          texts("task.open"_msg),
          each(
              tasks,
              [&](Writer& item, Task const& task) {
                  auto const mark = mark_of(task, today, texts);
                  item(
                      R"(<li>{} <span class="mute small">{}</span> <span class="{}">{}</span></li>)",
                      task.text,
                      task.due
                          ? texts("task.until"_msg, {{"day", texts.partial_date(PartialDate(*task.due))}})
                          : std::string{},
                      mark.shape, mark.text);
              }),
          web::staff_url({tasks_path}), texts("task.to_list"_msg));
    };
}

void add_tasks_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const actor = call.actor();
    if (!actor.may_somewhere(see_minutes) && !may_see_advice(actor))
        return;
    auto& db = call.db();
    auto const tenant = call.site.tenant;
    auto const today = call.local_now().date;
    auto const own = list_open_tasks_of_account(db, tenant, actor.id(), today + ahead, most_shown);
    for (auto const& task : own) {
        if (find_seen_task(db, tenant, task.id, actor))
            items.push_back(today_item(call, task, true));
    }
    if (std::ssize(own) == most_shown) {
        auto const all = count_open_tasks_of_account(
            db, tenant, actor.id(), today + ahead, web::TodayOthers::most_counted);
        add_others(items, all, true);
    }
    TaskQuery due{.state = TaskState::open, .due_by = today + ahead, .not_of = actor.id()};
    if (actor.may(edit_advice, Scope::whole_tenant())) {
        due.of_advice = true;
        due.origin = TaskOrigin::advice;
        add_due(call, due, items);
    }
    if (actor.may_somewhere(write_minutes)) {
        due.panels = list_seen_panels(db, tenant, actor, write_minutes).ids();
        due.of_advice = false;
        due.origin = TaskOrigin::meeting;
        add_due(call, due, items);
        add_forgotten(call, due.panels, items);
    }
}

std::vector<web::StaffForm> noted_tasks()
{
    return {
        {.kind = task_subject.word(),
         .open =
             [](web::Call const& call) {
                 return task_record_form(
                     web::staff_texts(call), {web::list_authors(call.db(), call.site.tenant), {}});
             },
         .versions = task_subject,
         // As of minutes: names stand there, and whoever reads the trail need not read them.
         .withheld = {task_field::text, task_field::owner, task_field::word, task_field::who}}};
}

std::vector<web::StaffRecent> recent_tasks()
{
    return {{task_subject.word(), "task.title"_msg, &recent_task}};
}

// A task is what the office expects, not what somebody asked for: it keeps nobody.
contacts::OfPeople tasks_of_people()
{
    return {
        .ground = &contacts::no_ground,
        .report = &report_tasks,
        .show = &contacts::nothing_shown,
        .merge = [](Work& work, contacts::PersonId from,
                    contacts::PersonId into) { move_tasks(work.db(), work.tenant(), from, into); },
        .erase
        = [](Work& work,
             contacts::PersonId person) { move_tasks(work.db(), work.tenant(), person, std::nullopt); },
        .lost_by_erasing =
            [](web::Call const& call, contacts::PersonId person) {
                auto const count = web::read(call, [&](db::Connection& db) {
                    return std::ssize(list_tasks_of_person(db, call.site.tenant, person));
                });
                return count == 0
                    ? std::vector<std::string>{}
                    : std::vector{web::staff_texts(call)("task.erased"_msg, {{"count", count}})};
            },
        .left_by_erasing = &contacts::nothing_left};
}

} // namespace kommin::meetings
