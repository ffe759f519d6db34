// Routes of the desk for tasks.

#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/tasks/task_desk.hpp"
#include "modules/meetings/tasks/task_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/write.hpp"

#include <iterator>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace kommin::meetings {

using records::Fields;

namespace {

// Those of an advice have none.
MeetingsById list_meetings_of(db::Connection& db, TenantId tenant, std::vector<Task> const& tasks)
{
    std::vector<MeetingId> ids;
    for (auto const& task : tasks) {
        if (task.meeting)
            ids.push_back(*task.meeting);
    }
    return list_chosen_meetings(db, tenant, std::move(ids));
}

constexpr int most_listed = 500; // open ones of a district; what is more is found by its meeting

Fields posted_task(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : all_task_fields)
        fields.set(field.name, std::string(trim(posted.value(field.name))));
    return fields;
}

void note_tasks_read(web::Call const& call, std::int64_t shown)
{
    web::note_reading(call, "meetings.task.read", "tenant", call.site.tenant, {{"shown", shown}});
}

// One task at the desk.
class TaskDesk : public web::RecordDesk {
public:
    explicit TaskDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        found_.reset();
        auto const number = parse_number(call().path["aufgabe"]);
        auto& db = call().db();
        auto const tenant = call().site.tenant;
        auto seen = number ? find_seen_task(db, tenant, TaskId{*number}, call().actor()) : std::nullopt;
        if (!seen)
            return false;
        bool const keeps_it = seen->may_keep(call().actor());
        bool const owns_it = is_task_of(seen->task, call().actor());
        auto meeting = seen->task.meeting ? load_meeting(db, tenant, *seen->task.meeting) : std::nullopt;
        auto owners = meeting ? owners_for(call(), db, {seen->task}, {*meeting, seen->panel.value()})
                              : owners_for_steps(call(), db, {seen->task});
        auto place = meeting ? seen->panel.value().name + " · " + meeting->title
                             : place_of_step(seen->task, web::staff_texts(call()));
        auto state = records::undrafted(seen->task.version, seen->task.changed_at);
        state.owner = seen->owner();
        found_ = Found{std::move(seen->task), std::move(meeting), std::move(place),     std::move(state),
                       std::move(owners),     !keeps_it,          !keeps_it && !owns_it};
        return true;
    }
    [[nodiscard]] bool only_reads() const { return found_->only_reads; }
    [[nodiscard]] Task const& task() const { return found_->task; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(task()); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return task_record_form(web::staff_texts(call()), found_->owners);
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        auto fields = posted_task(posted);
        if (found_->only_outcome) {
            for (auto const name : {task_field::text, task_field::owner, task_field::who, task_field::due})
                fields.set(name, std::string(record().value(name)));
        }
        return fields;
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_task(fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_task(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{task_subject, task().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->owners.accounts; }
    [[nodiscard]] html::Url url() const override { return task_url(task().id); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        auto frame = frame_below_tasks(call(), std::move(title));
        frame.crumbs.push_back({url(), task().text});
        return frame;
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return std::string(fields.value(task_field::text));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        if (only_reads())
            return task_page(call(), task(), found_->place, found_->owners);
        return task_form_page(
            call(),
            {.place = found_->place,
             .meeting = found_->meeting ? &*found_->meeting : nullptr,
             .task = &task(),
             .fields = form.fields,
             .owners = found_->owners,
             .only_outcome = found_->only_outcome,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        Task task;
        std::optional<Meeting> meeting; // nothing of an advice
        std::string place;
        records::EditState state;
        Owners owners;
        bool only_outcome;
        bool only_reads; // whoever sees what it comes from, and neither keeps that nor owns this
    };
    std::optional<Found> found_;
};

bool shows_a_task(http::Response const& response)
{
    return response.status() != http::Status::see_other && response.status() != http::Status::not_found;
}

http::Response new_task_page(
    web::Call const& call, SeenMeeting const& seen, Fields const& fields, std::string const& key,
    std::vector<Problem> problems = {})
{
    auto const owners = web::read(call, [&](db::Connection& db) { return owners_for(call, db, {}, seen); });
    note_tasks_read(call, std::ssize(owners.people));
    return task_form_page(
        call,
        {.place = seen.panel.name + " · " + seen.meeting.title,
         .meeting = &seen.meeting,
         .task = nullptr,
         .fields = fields,
         .owners = owners,
         .form_key = key,
         .problems = std::move(problems)});
}

}

http::Response list_tasks_at_desk(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    auto const query = call.request.query();
    bool const only_forgotten = query.value("ohne") == "tag";
    bool const shows_all = !only_forgotten && query.value("zustand") == "alle";
    std::string words(web::words_of_filter(query));
    auto page = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto const panels
            = list_seen_panels(db, tenant, call.actor(), only_forgotten ? write_minutes : see_minutes);
        auto tasks = list_tasks(
            db, tenant,
            {.panels = panels.ids(),
             .of_advice = !only_forgotten && may_see_advice(call.actor()),
             .state = shows_all ? std::nullopt : std::optional(TaskState::open),
             .origin = only_forgotten ? std::optional(TaskOrigin::meeting) : std::nullopt,
             .only_forgotten = only_forgotten,
             .words = search::folded_text(words)},
            most_listed + 1);
        bool const is_cut = std::ssize(tasks) > most_listed;
        if (is_cut)
            tasks.pop_back();
        TaskListPage shown{
            .lines = {},
            .owners = load_owners(call, db, tasks),
            .shows_all = shows_all,
            .only_forgotten = only_forgotten,
            .words = std::move(words),
            .is_cut = is_cut};
        auto const meetings = list_meetings_of(db, tenant, tasks);
        for (auto const& task : tasks) {
            if (task.advice) {
                shown.lines.push_back({task, place_of_step(task, texts)});
                continue;
            }
            auto const& meeting = meetings.at(task.meeting.value());
            auto place = panels.find(task.panel)->name + ", " + texts.partial_date(meeting.day.value());
            if (task.is_of_checklist())
                place = meeting.title + ", " + place; // whoever does it thinks of what it is for
            shown.lines.push_back({task, std::move(place)});
        }
        return shown;
    });
    note_tasks_read(call, std::ssize(page.lines));
    return task_list_page(call, page);
}

http::Response show_new_task(web::Call& call)
{
    auto const seen = meeting_of_path(call, write_minutes);
    if (!seen)
        return web::staff_not_found(call);
    Fields fields;
    fields.set(task_field::state, std::string(to_text(TaskState::open)));
    return new_task_page(call, *seen, fields, crypto::random_token());
}

http::Response add_task_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = meeting_of_path(call, write_minutes);
    if (!form || !seen)
        return web::staff_not_found(call);
    auto const fields = posted_task(*form);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = problems_of_task(fields),
         .add = [&](Work& work) -> Result<html::Url> {
             TRY(add_task(work, seen->meeting.id, fields, key));
             return meeting_url(seen->meeting.id, "protokoll");
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return new_task_page(call, *seen, fields, key, std::move(problems));
             }});
}

http::Response show_task_form(web::Call& call)
{
    TaskDesk desk(call);
    auto page = web::show_record(call, desk);
    if (page.status() == http::Status::ok)
        note_tasks_read(call, 1);
    return page;
}

http::Response save_task_form(web::Call& call)
{
    TaskDesk desk(call);
    if (desk.load() && desk.only_reads()) {
        call.nothing_was_done = true; // their page has no form
        return http::Response::redirect(http::Status::see_other, desk.url().text());
    }
    auto page = web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_task(work, {desk.task().id, seen.version}, fields);
        });
    if (shows_a_task(page))
        note_tasks_read(call, 1);
    return page;
}

http::Response show_task_history(web::Call& call)
{
    TaskDesk desk(call);
    auto page = web::show_history(call, desk);
    if (page.status() == http::Status::ok)
        note_tasks_read(call, 1);
    return page;
}

web::StaffHits find_tasks_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    struct Found {
        Panels panels;
        std::vector<Task> tasks;
        std::int64_t count;
        std::map<MeetingId, std::string> titles; // of those whose checklist one stands in
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto panels = list_seen_panels(db, tenant, call.actor(), see_minutes);
        TaskQuery const wanted{
            .panels = panels.ids(),
            .of_advice = may_see_advice(call.actor()),
            .words = search::folded_text(words)};
        auto tasks = list_tasks(db, tenant, wanted, most_hits);
        auto const count = count_tasks(db, tenant, wanted, web::StaffHits::most_counted + 1);
        auto const meetings = list_meetings_of(db, tenant, tasks);
        std::map<MeetingId, std::string> titles;
        for (auto const& task : tasks) {
            if (task.is_of_checklist())
                titles.emplace(*task.meeting, meetings.at(*task.meeting).title);
        }
        return Found{std::move(panels), std::move(tasks), count, std::move(titles)};
    });
    web::StaffHits hits{{}, found.count, tasks_url(true, words)};
    for (auto const& task : found.tasks) {
        auto const* panel = found.panels.find(task.panel);
        auto place = panel != nullptr ? panel->name : std::string{};
        if (task.advice)
            place = place_of_step(task, texts);
        else if (auto const title = found.titles.find(task.meeting.value()); title != found.titles.end())
            place = title->second + ", " + place;
        hits.hits.push_back(
            {.title = task.text,
             .url = task_url(task.id),
             .detail = task.due
                 ? texts("task.until"_msg, {{"day", texts.partial_date(PartialDate(*task.due))}})
                 : std::string{},
             .place = std::move(place),
             .state = mark_of(task, today, texts)});
    }
    if (!hits.hits.empty())
        web::note_reading(
            call, "meetings.task.found", "tenant", call.site.tenant,
            {{"shown", std::int64_t{std::ssize(hits.hits)}}});
    return hits;
}

} // namespace kommin::meetings
