#include "modules/goals/measures/measure_course.hpp"

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/course_work.hpp"
#include "modules/goals/measures/measure_publication.hpp"
#include "platform/base/text.hpp"
#include "platform/records/typed.hpp"
#include "platform/web/field_check.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <utility>

namespace kommin::goals {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_milestone = 200; // code points
constexpr std::size_t longest_course_remark = 1000;
constexpr std::ptrdiff_t most_milestones = 60;
constexpr std::chrono::days longest_by_hand{366};

Milestone milestone_from(Fields const& fields)
{
    Milestone one;
    one.title = one_line(fields.value(milestone_field::title));
    one.due = records::read_typed_date(one_line(fields.value(milestone_field::due)));
    one.done_on = parse_typed_date(one_line(fields.value(milestone_field::done_on)));
    one.remark = one_line(fields.value(milestone_field::remark));
    return one;
}

Milestone const* find_milestone(WholeMeasure const& whole, MilestoneId id)
{
    auto const found = std::ranges::find(whole.milestones, id, &Milestone::id);
    return found == whole.milestones.end() ? nullptr : &*found;
}

Problem no_milestone()
{
    return Problem::not_found("milestone.problem.unknown"_msg);
}

}

Result<Course> Course::begin(Work& work, MeasureVersion const& seen, Permission permission)
{
    auto editing = TRY(records::Editing::begin(
        work, edited_measures, seen.id.value, seen.version, permission, "measure.problem.unknown"_msg));
    return Course{
        .editing = std::move(editing), .stored = load_whole_measure(work.db(), work.tenant(), seen.id)};
}

Result<WholeMeasure> Course::find(Work& work, MeasureId id, Permission permission)
{
    if (!find_seen_measure(work.db(), work.tenant(), id, work.actor(), permission))
        return Problem::not_found("measure.problem.unknown"_msg);
    return load_whole_measure(work.db(), work.tenant(), id);
}

void Course::keep(Work& work, Measure const& now, std::string_view action) const
{
    update_measure(work.db(), work.tenant(), now, work.now());
    editing.keep_changed(
        form_of(stored), form_of(load_whole_measure(work.db(), work.tenant(), now.id)), action);
    tell_readers(work, now);
}

std::vector<Problem> problems_of_state(Fields const& fields, Measure const& stored, Date today)
{
    web::FieldCheck check(fields);
    auto const state = enum_from<MeasureState>(fields.value(measure_field::state));
    if (!state)
        check.refuse(measure_field::state, "measure.problem.state"_msg);
    else if (needs_reason(*state) && one_line(fields.value(measure_field::state_reason)).empty())
        check.refuse(measure_field::state_reason, "measure.problem.state_reason"_msg);
    check.check_length(measure_field::state_reason, longest_course_remark);
    auto const typed = one_line(fields.value(measure_field::state_since));
    auto const since = parse_typed_date(typed);
    if (!typed.empty() && !since)
        check.refuse(measure_field::state_since, "measure.problem.state_since"_msg, {{"value", typed}});
    else if (since && *since > today)
        check.refuse(measure_field::state_since, "measure.problem.state_since_future"_msg);
    else if (
        since && state == MeasureState::done && stored.starts && *since < stored.starts->first_possible_day())
        check.refuse(measure_field::state_since, "measure.problem.state_since_before"_msg);
    return check.take();
}

Result<bool> change_state(Work& work, MeasureVersion const& seen, Fields const& typed)
{
    auto const found = TRY(Course::find(work, seen.id, edit_measures));
    if (auto problems = problems_of_state(typed, found.measure, work.today()); !problems.empty())
        return std::move(problems.front());
    auto const state = enum_from<MeasureState>(typed.value(measure_field::state)).value();
    auto const reason = one_line(typed.value(measure_field::state_reason));
    auto since = parse_typed_date(one_line(typed.value(measure_field::state_since)));
    if (!since)
        since = state == found.measure.state ? found.measure.state_since : work.today();
    if (found.measure.state == state && found.measure.state_reason == reason
        && found.measure.state_since == since)
        return false;
    auto const course = TRY(Course::begin(work, seen, edit_measures));
    auto now = course.stored.measure;
    now.state = state;
    now.state_since = since;
    now.state_reason = reason;
    course.keep(work, now, "state_changed");
    return true;
}

std::vector<Problem> problems_of_light(Fields const& fields, Date today)
{
    web::FieldCheck check(fields);
    if (!enum_from<Light>(fields.value(measure_field::light)))
        check.refuse(measure_field::light, "measure.problem.light"_msg);
    if (one_line(fields.value(measure_field::light_reason)).empty())
        check.refuse(measure_field::light_reason, "measure.problem.light_reason"_msg);
    check.check_length(measure_field::light_reason, longest_course_remark);
    auto const until = parse_typed_date(one_line(fields.value(measure_field::light_until)));
    if (!until)
        check.refuse(measure_field::light_until, "measure.problem.light_until"_msg);
    else if (*until <= today || *until > today + longest_by_hand)
        check.refuse(measure_field::light_until, "measure.problem.light_until_range"_msg);
    return check.take();
}

Result<bool> set_light(Work& work, MeasureVersion const& seen, Fields const& typed)
{
    auto const found = TRY(Course::find(work, seen.id, edit_measures));
    if (auto problems = problems_of_light(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    LightByHand const wanted{
        .light = enum_from<Light>(typed.value(measure_field::light)).value(),
        .reason = one_line(typed.value(measure_field::light_reason)),
        .by = work.actor().code(),
        .until = parse_typed_date(one_line(typed.value(measure_field::light_until))).value(),
        .since = work.today()};
    auto const& before = found.measure.by_hand;
    if (before && before->light == wanted.light && before->reason == wanted.reason
        && before->until == wanted.until)
        return false;
    auto const course = TRY(Course::begin(work, seen, edit_measures));
    auto now = course.stored.measure;
    now.by_hand = wanted;
    course.keep(work, now, "light_set");
    return true;
}

Result<bool> remove_light(Work& work, MeasureVersion const& seen)
{
    auto const found = TRY(Course::find(work, seen.id, edit_measures));
    if (!found.measure.by_hand)
        return false;
    auto const course = TRY(Course::begin(work, seen, edit_measures));
    auto now = course.stored.measure;
    now.by_hand.reset();
    course.keep(work, now, "light_removed");
    return true;
}

Fields form_of(Milestone const& one)
{
    Fields fields;
    fields.set(milestone_field::title, one.title);
    fields.set(milestone_field::due, records::spelled_date(one.due));
    fields.set(milestone_field::done_on, one.done_on ? typed_spelling(*one.done_on) : std::string{});
    fields.set(milestone_field::remark, one.remark);
    return fields;
}

std::vector<Problem> problems_of_milestone(Fields const& fields, Date today)
{
    web::FieldCheck check(fields);
    if (one_line(fields.value(milestone_field::title)).empty())
        check.refuse(milestone_field::title, "milestone.problem.title"_msg);
    check.check_length(milestone_field::title, longest_milestone);
    check.check_length(milestone_field::remark, longest_course_remark);
    auto const due = one_line(fields.value(milestone_field::due));
    if (!due.empty() && !records::read_typed_date(due))
        check.refuse(milestone_field::due, "form.problem.date"_msg, {{"value", due}});
    auto const typed = one_line(fields.value(milestone_field::done_on));
    auto const done_on = parse_typed_date(typed);
    if (!typed.empty() && !done_on)
        check.refuse(milestone_field::done_on, "milestone.problem.done_on"_msg, {{"value", typed}});
    else if (done_on && *done_on > today)
        check.refuse(milestone_field::done_on, "milestone.problem.future"_msg);
    return check.take();
}

std::string milestone_value(Milestone const& one)
{
    return one.title + '\n' + records::spelled_date(one.due) + '\n'
        + (one.done_on ? typed_spelling(*one.done_on) : std::string{}) + '\n' + one.remark;
}

std::optional<Milestone> read_milestone_value(std::string_view value)
{
    auto const lines = split(value, '\n');
    if (lines.size() != 4)
        return std::nullopt;
    Milestone one;
    one.title = lines[0];
    one.due = records::read_typed_date(lines[1]);
    one.done_on = parse_typed_date(lines[2]);
    one.remark = lines[3];
    return one;
}

Result<bool> add_milestone(Work& work, MeasureVersion const& seen, Fields const& typed)
{
    auto const found = TRY(Course::find(work, seen.id, edit_measures));
    if (auto problems = problems_of_milestone(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    auto const wanted = milestone_from(typed);
    auto const fields = form_of(wanted);
    if (std::ranges::any_of(found.milestones, [&](Milestone const& one) { return form_of(one) == fields; }))
        return false;
    auto const course = TRY(Course::begin(work, seen, edit_measures));
    if (std::ssize(course.stored.milestones) >= most_milestones)
        return Problem::invalid(
            std::string(milestone_field::title), "milestone.problem.many"_msg,
            {{"most", std::to_string(most_milestones)}});
    insert_milestone(work.db(), work.tenant(), seen.id, wanted);
    course.keep(work, course.stored.measure, "milestone_added");
    return true;
}

Result<bool> save_milestone(Work& work, MeasureVersion const& seen, MilestoneId id, Fields const& typed)
{
    auto const found = TRY(Course::find(work, seen.id, edit_measures));
    auto const* before = find_milestone(found, id);
    if (before == nullptr)
        return no_milestone();
    if (auto problems = problems_of_milestone(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    auto wanted = milestone_from(typed);
    wanted.id = id;
    if (form_of(*before) == form_of(wanted))
        return false;
    auto const course = TRY(Course::begin(work, seen, edit_measures));
    update_milestone(work.db(), work.tenant(), wanted);
    course.keep(work, course.stored.measure, "milestone_changed");
    return true;
}

Result<bool> finish_milestone(Work& work, MeasureVersion const& seen, MilestoneId id)
{
    auto const found = TRY(Course::find(work, seen.id, edit_measures));
    auto const* before = find_milestone(found, id);
    if (before == nullptr)
        return no_milestone();
    if (before->done_on)
        return false;
    auto const course = TRY(Course::begin(work, seen, edit_measures));
    auto done = *before;
    done.done_on = work.today();
    update_milestone(work.db(), work.tenant(), done);
    course.keep(work, course.stored.measure, "milestone_done");
    return true;
}

Result<bool> erase_milestone(Work& work, MeasureVersion const& seen, MilestoneId id)
{
    auto const found = TRY(Course::find(work, seen.id, edit_measures));
    if (find_milestone(found, id) == nullptr)
        return false;
    auto const course = TRY(Course::begin(work, seen, edit_measures));
    erase_milestone_row(work.db(), work.tenant(), id);
    course.keep(work, course.stored.measure, "milestone_erased");
    return true;
}

} // namespace kommin::goals
