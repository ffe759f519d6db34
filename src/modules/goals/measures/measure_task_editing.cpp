// The rules for tasks of a measure.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/course_work.hpp"
#include "modules/goals/measures/measure_pieces.hpp"
#include "modules/goals/measures/measure_task_store.hpp"
#include "platform/records/typed.hpp"
#include "platform/web/field_check.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace kommin::goals {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_measure_task = 300; // code points
constexpr std::size_t longest_task_remark = 1000;
constexpr std::ptrdiff_t most_measure_tasks = 100;

MeasureTask measure_task_from(Fields const& fields)
{
    MeasureTask one;
    one.title = one_line(fields.value(measure_task_field::title));
    one.account = account_of_code(one_line(fields.value(measure_task_field::account)));
    one.who = one_line(fields.value(measure_task_field::who));
    one.due = parse_typed_date(one_line(fields.value(measure_task_field::due)));
    one.done_on = parse_typed_date(one_line(fields.value(measure_task_field::done_on)));
    one.remark = one_line(fields.value(measure_task_field::remark));
    return one;
}

MeasureTask const* find_task(WholeMeasure const& whole, MeasureTaskId id)
{
    auto const found = std::ranges::find(whole.tasks, id, &MeasureTask::id);
    return found == whole.tasks.end() ? nullptr : &*found;
}

Problem no_measure_task()
{
    return Problem::not_found("measure_task.problem.unknown"_msg);
}

Result<void> check_taker(
    Work& work, Measure const& measure, MeasureTask const& wanted, std::optional<std::int64_t> before)
{
    if (!wanted.account || wanted.account == before)
        return {};
    auto const takers = list_task_takers(work.db(), work.tenant(), measure.owner());
    if (std::ranges::find(takers, *wanted.account, &TaskTaker::account) == takers.end())
        return Problem::invalid(std::string(measure_task_field::account), "measure_task.problem.account"_msg);
    return {};
}

void check_day(web::FieldCheck& check, std::string_view name, std::optional<Date> latest)
{
    auto const typed = one_line(check.value(name));
    auto const day = parse_typed_date(typed);
    if (!typed.empty() && (!day || !is_day_of_plans(*day)))
        check.refuse(name, "milestone.problem.done_on"_msg, {{"value", typed}});
    else if (day && latest && *day > *latest)
        check.refuse(name, "milestone.problem.future"_msg);
}

}

std::vector<TaskTaker> list_task_takers(db::Connection& db, TenantId tenant, Scope owner)
{
    return identity::list_accounts_that_may(db, tenant, permission_rules(), see_goals, owner);
}

Fields form_of(MeasureTask const& one)
{
    Fields fields;
    fields.set(measure_task_field::title, one.title);
    fields.set(measure_task_field::account, code_of_account(one.account));
    fields.set(measure_task_field::who, one.who);
    fields.set(measure_task_field::due, one.due ? typed_spelling(*one.due) : std::string{});
    fields.set(measure_task_field::done_on, one.done_on ? typed_spelling(*one.done_on) : std::string{});
    fields.set(measure_task_field::remark, one.remark);
    return fields;
}

std::vector<Problem> problems_of_measure_task(Fields const& fields, Date today)
{
    web::FieldCheck check(fields);
    if (one_line(fields.value(measure_task_field::title)).empty())
        check.refuse(measure_task_field::title, "measure_task.problem.title"_msg);
    check.check_length(measure_task_field::title, longest_measure_task);
    auto const account = one_line(fields.value(measure_task_field::account));
    auto const who = one_line(fields.value(measure_task_field::who));
    if (!account.empty() && !account_of_code(account))
        check.refuse(measure_task_field::account, "measure_task.problem.account"_msg);
    else if (!account.empty() && !who.empty())
        check.refuse(measure_task_field::who, "measure_task.problem.who"_msg);
    check.check_length(measure_task_field::who, longest_measure_task);
    check_day(check, measure_task_field::due, {});
    check_day(check, measure_task_field::done_on, today);
    check.check_length(measure_task_field::remark, longest_task_remark);
    return check.take();
}

Result<bool> add_measure_task(Work& work, MeasureVersion const& seen, Fields const& typed)
{
    auto const found = TRY(Course::find(work, seen.id, edit_measures));
    if (auto problems = problems_of_measure_task(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    auto const wanted = measure_task_from(typed);
    auto const fields = form_of(wanted);
    if (std::ranges::any_of(found.tasks, [&](MeasureTask const& one) { return form_of(one) == fields; }))
        return false;
    auto const course = TRY(Course::begin(work, seen, edit_measures));
    if (std::ssize(course.stored.tasks) >= most_measure_tasks)
        return Problem::invalid(
            std::string(measure_task_field::title), "measure_task.problem.many"_msg,
            {{"most", std::to_string(most_measure_tasks)}});
    TRY(check_taker(work, course.stored.measure, wanted, {}));
    insert_measure_task(work.db(), work.tenant(), seen.id, wanted);
    course.keep(work, course.stored.measure, "task_added");
    return true;
}

Result<bool> save_measure_task(Work& work, MeasureVersion const& seen, MeasureTaskId id, Fields const& typed)
{
    auto const found = TRY(Course::find(work, seen.id, edit_measures));
    auto const* before = find_task(found, id);
    if (before == nullptr)
        return no_measure_task();
    if (auto problems = problems_of_measure_task(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    auto wanted = measure_task_from(typed);
    wanted.id = id;
    if (form_of(*before) == form_of(wanted))
        return false;
    auto const course = TRY(Course::begin(work, seen, edit_measures));
    TRY(check_taker(work, course.stored.measure, wanted, before->account));
    update_measure_task(work.db(), work.tenant(), wanted);
    course.keep(work, course.stored.measure, "task_changed");
    return true;
}

Result<bool> finish_measure_task(Work& work, MeasureVersion const& seen, MeasureTaskId id)
{
    auto const found = TRY(Course::find(work, seen.id, see_goals));
    auto const* before = find_task(found, id);
    if (before == nullptr)
        return no_measure_task();
    // Whoever reads the measure reads of the task: it is no secret that it is somebody else's.
    if (!work.actor().may(edit_measures, found.measure.owner()) && !before->is_of(work.actor()))
        return Problem::conflict({}, "measure_task.problem.not_yours"_msg);
    if (before->done_on)
        return false;
    auto const course = TRY(Course::begin(work, seen, see_goals));
    auto done = *before;
    done.done_on = work.today();
    update_measure_task(work.db(), work.tenant(), done);
    course.keep(work, course.stored.measure, "task_done");
    return true;
}

Result<bool> erase_measure_task(Work& work, MeasureVersion const& seen, MeasureTaskId id)
{
    auto const found = TRY(Course::find(work, seen.id, edit_measures));
    if (find_task(found, id) == nullptr)
        return false;
    auto const course = TRY(Course::begin(work, seen, edit_measures));
    erase_measure_task_row(work.db(), work.tenant(), id);
    course.keep(work, course.stored.measure, "task_erased");
    return true;
}

} // namespace kommin::goals
