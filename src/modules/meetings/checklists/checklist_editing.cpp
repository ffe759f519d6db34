#include "modules/meetings/checklists/checklist_editing.hpp"

#include "modules/meetings/checklists/checklist_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/crypto/hash.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

constexpr int most_lines_of_meeting = 1000; // all of which move with it

// What stands in the way of adding to a checklist, whoever may.
Result<SeenMeeting> meeting_to_add_to(Work& work, MeetingVersion const& seen)
{
    auto of = find_seen_meeting(work.db(), work.tenant(), seen.id, work.actor(), write_minutes);
    if (!of)
        return Problem::not_found("meeting.problem.unknown"_msg);
    if (of->meeting.version != seen.version)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    if (of->meeting.state == MeetingState::cancelled)
        return Problem::conflict({}, "checklist.problem.cancelled"_msg);
    return std::move(*of);
}

// Whoever is named as an account is, has it as a task of their own.
std::optional<std::int64_t> account_named(std::vector<Taker> const& takers, std::string_view who)
{
    std::optional<std::int64_t> found;
    for (auto const& taker : takers) {
        if (taker.name != who)
            continue;
        if (found)
            return std::nullopt; // two of the same name: nobody is guessed
        found = taker.account;
    }
    return found;
}

// Adds lines to the checklist of one meeting.
class Adding {
public:
    Adding(Work& work, SeenMeeting const& of)
        : work_(work)
        , of_(of)
        , takers_(list_takers(work.db(), work.tenant(), see_minutes, of.panel.owner()))
        , left_(
              most_lines_of_meeting
              - std::ssize(list_checklist(work.db(), work.tenant(), of.meeting.id, most_lines_of_meeting)))
    { }

    // `mark` tells it from others; one that was there once is not added again.
    Result<void> add(ChecklistLine const& line, std::string const& mark)
    {
        auto& db = work_.db();
        if (find_task_by_mark(db, work_.tenant(), mark))
            return {};
        if (added_ == left_)
            return Problem::conflict(
                {}, "checklist.problem.full"_msg, {{"count", std::to_string(most_lines_of_meeting)}});
        Task task;
        task.panel = of_.panel.id;
        task.meeting = of_.meeting.id;
        task.text = line.title;
        task.origin = TaskOrigin::checklist;
        task.days_from_meeting = line.days;
        task.due = TRY(day_of_line(of_.meeting, line.days));
        task.account = line.who.empty() ? std::nullopt : account_named(takers_, line.who);
        if (!task.account)
            task.who = line.who;
        auto const id = insert_task(db, work_.tenant(), task, mark, work_.now());
        records::keep_created(work_, edited_tasks, id.value, of_.panel.owner(), form_of(task));
        ++added_;
        return {};
    }
    [[nodiscard]] int added() const { return added_; }

private:
    Work& work_;
    SeenMeeting const& of_;
    std::vector<Taker> takers_;
    std::ptrdiff_t left_; // so many more it may have
    int added_ = 0;
};

Result<void> make_with_meeting(Work& work, MeetingId id, records::Fields const& typed)
{
    if (typed.value(meeting_field::checklist) != checklist_value)
        return {};
    auto const meeting = load_meeting(work.db(), work.tenant(), id).value();
    auto const panel = load_panel(work.db(), work.tenant(), meeting.panel).value();
    auto const fitting = list_fitting_templates(work.db(), work.tenant(), panel.kind, 1);
    if (fitting.empty())
        return Problem::invalid(std::string(meeting_field::checklist), "checklist.problem.no_template"_msg);
    TRY(make_checklist(work, {id, meeting.version}, fitting.front().id));
    return {};
}

Result<void> move_lines(Work& work, Meeting const& meeting)
{
    for (auto const& line : list_checklist(work.db(), work.tenant(), meeting.id, most_lines_of_meeting)) {
        if (line.state != TaskState::open || !line.days_from_meeting)
            continue;
        auto moved = line;
        moved.due = TRY(day_of_line(meeting, *line.days_from_meeting));
        if (moved.due == line.due)
            continue;
        auto const editing = records::Editing::begin_unasked(work, edited_tasks, line.id.value);
        update_task(work.db(), work.tenant(), moved, work.now());
        editing.value().keep_changed(form_of(line), form_of(moved), "moved");
    }
    return {};
}

Result<void> follow_meeting(Work& work, Meeting const& before, Meeting const& after)
{
    if (before.day != after.day)
        TRY(move_lines(work, after));
    bool const fell = after.state == MeetingState::cancelled;
    if (fell != (before.state == MeetingState::cancelled)) {
        auto const lines = mark_fallen(work.db(), work.tenant(), after.id, fell);
        if (lines > 0)
            work.audit(
                fell ? "meetings.checklist.fell" : "meetings.checklist.came_back", meeting_subject.word(),
                after.id, {}, {{"count", lines}});
    }
    return {};
}

}

Result<int> make_checklist(Work& work, MeetingVersion const& seen, ChecklistTemplateId of)
{
    auto const meeting = TRY(meeting_to_add_to(work, seen));
    auto const found = load_checklist_template(work.db(), work.tenant(), of);
    if (!found || !fits(*found, meeting.panel.kind))
        return Problem::invalid(std::string(template_of_form), "checklist.problem.template"_msg);
    Adding adding(work, meeting);
    std::map<std::string, int> count; // of lines with these words
    for (auto const& line : read_lines(found->lines, template_of_form).lines) {
        auto const mark = "checklist " + std::to_string(seen.id.value) + ' '
            + std::to_string(++count[line.title]) + ' ' + line.title;
        TRY(adding.add(line, crypto::sha256_hex(mark)));
    }
    return adding.added();
}

Result<int> add_checklist_lines(
    Work& work, MeetingVersion const& seen, std::string_view typed, std::string_view form_key)
{
    auto const of = find_seen_meeting(work.db(), work.tenant(), seen.id, work.actor(), write_minutes);
    if (!of)
        return Problem::not_found("meeting.problem.unknown"_msg);
    auto read = read_lines(typed, lines_of_form);
    if (!read.problems.empty())
        return std::move(read.problems.front());
    if (read.lines.empty())
        return Problem::invalid(std::string(lines_of_form), "checklist.problem.no_line"_msg);
    std::vector<std::string> marks;
    for (auto const& line : read.lines)
        marks.push_back(crypto::sha256_hex(
            work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(seen.id.value) + ' '
            + std::to_string(marks.size()) + ' ' + spelled_lines({line})));
    bool const were_added = std::ranges::all_of(marks, [&](std::string const& mark) {
        return find_task_by_mark(work.db(), work.tenant(), mark).has_value();
    });
    if (were_added)
        return 0;
    auto const meeting = TRY(meeting_to_add_to(work, seen));
    Adding adding(work, meeting);
    auto mark = marks.begin();
    for (auto const& line : read.lines)
        TRY(adding.add(line, *mark++));
    return adding.added();
}

Result<void> tick_line(Work& work, TaskVersion const& seen, bool is_done)
{
    auto const of = find_seen_task(work.db(), work.tenant(), seen.id, work.actor());
    if (!of || !of->task.is_of_checklist())
        return Problem::not_found("task.problem.unknown"_msg);
    auto const meeting = load_meeting(work.db(), work.tenant(), of->task.meeting.value()).value();
    if (meeting.state == MeetingState::cancelled)
        return Problem::conflict({}, "checklist.problem.cancelled"_msg);
    return tick_task(work, *of, seen.version, is_done);
}

MeetingFollowers checklist_followers()
{
    return {.added = &make_with_meeting, .changed = &follow_meeting};
}

} // namespace kommin::meetings
