// Routes of the desk for measures: their tasks.

#include "modules/goals/goals/goal_pages.hpp"
#include "modules/goals/measures/course_pressed.hpp"
#include "modules/goals/measures/measure_task_store.hpp"
#include "modules/goals/measures/piece_pages.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::goals {

using records::Fields;

namespace {

constexpr std::array task_field_names{measure_task_field::title,   measure_task_field::account,
                                      measure_task_field::who,     measure_task_field::due,
                                      measure_task_field::done_on, measure_task_field::remark};
constexpr std::array typed_task_fields{
    measure_task_field::title, measure_task_field::who, measure_task_field::remark};

struct TaskPeople {
    web::Authors authors;
    std::vector<web::Choice> takers;
};
// Whoever has it already stays a choice.
TaskPeople load_task_people(
    web::Call const& call, db::Connection& db, Measure const& measure, Fields const& fields)
{
    TaskPeople people{web::list_authors(db, call.site.tenant), {}};
    people.takers.push_back({"", std::string(web::staff_texts(call)("measure_task.nobody"_msg))});
    for (auto& one : list_task_takers(db, call.site.tenant, measure.owner()))
        people.takers.push_back({code_of_account(one.account), std::move(one.name)});
    if (auto const chosen = std::string(fields.value(measure_task_field::account)); account_of_code(chosen))
        keep_chosen(people.takers, chosen, web::name_of(people.authors, chosen));
    return people;
}

http::Response show_all_measure_tasks(
    web::Call const& call, Measure const& measure, Fields const& fields, std::vector<Problem> problems)
{
    struct Found {
        std::vector<MeasureTask> tasks;
        TaskPeople people;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        return Found{
            list_measure_tasks(db, call.site.tenant, measure.id),
            load_task_people(call, db, measure, fields)};
    });
    return measure_tasks_page(
        call,
        {.measure = measure,
         .authors = found.people.authors,
         .takers = found.people.takers,
         .fields = fields,
         .problems = std::move(problems)},
        found.tasks);
}

http::Response show_one_task(
    web::Call const& call, Measure const& measure, MeasureTaskId id, Fields const& fields,
    std::vector<Problem> problems)
{
    auto const people
        = web::read(call, [&](db::Connection& db) { return load_task_people(call, db, measure, fields); });
    return measure_task_page(
        call,
        {.measure = measure,
         .authors = people.authors,
         .takers = people.takers,
         .fields = fields,
         .problems = std::move(problems)},
        id);
}

}

http::Response show_measure_tasks(web::Call& call)
{
    auto const measure = measure_in_path(call, edit_measures);
    return measure ? show_all_measure_tasks(call, *measure, {}, {}) : web::staff_not_found(call);
}

http::Response add_measure_task_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const measure = measure_in_path(call, edit_measures);
    if (!form || !measure)
        return web::staff_not_found(call);
    auto const fields = posted_course(*form, task_field_names);
    auto const today = call.local_now().date;
    return press_on_course(
        call,
        {.use_case
         = [&](Work& work) { return add_measure_task(work, {measure->id, version_seen(*form)}, fields); },
         .show =
             [&](Measure const& now, Problem const& problem) {
                 return show_all_measure_tasks(
                     call, now, fields, problems_to_show(problems_of_measure_task(fields, today), problem));
             },
         .next = measure_url(measure->id, tasks_page_name)});
}

http::Response show_measure_task_form(web::Call& call)
{
    auto const measure = measure_in_path(call, edit_measures);
    auto const id = piece_in_path<MeasureTaskId>(call, "teilaufgabe");
    if (!measure || !id)
        return web::staff_not_found(call);
    auto const tasks = web::read(
        call, [&](db::Connection& db) { return list_measure_tasks(db, call.site.tenant, measure->id); });
    auto const one = std::ranges::find(tasks, *id, &MeasureTask::id);
    return one == tasks.end() ? web::staff_not_found(call)
                              : show_one_task(call, *measure, *id, form_of(*one), {});
}

http::Response save_measure_task_form(web::Call& call)
{
    auto const form = call.request.form();
    auto const measure = measure_in_path(call, edit_measures);
    auto const id = piece_in_path<MeasureTaskId>(call, "teilaufgabe");
    if (!form || !measure || !id)
        return web::staff_not_found(call);
    auto const fields = posted_course(*form, task_field_names);
    auto const today = call.local_now().date;
    return press_on_course(
        call,
        {.use_case =
             [&](Work& work) {
                 return save_measure_task(work, {measure->id, version_seen(*form)}, *id, fields);
             },
         .show =
             [&](Measure const& now, Problem const& problem) {
                 return show_one_task(
                     call, now, *id, fields,
                     problems_to_show(problems_of_measure_task(fields, today), problem));
             },
         .next = measure_url(measure->id, tasks_page_name),
         .typed = fields,
         .names = typed_task_fields});
}

// Also for whoever has it and edits no measure: they are led back to its page.
http::Response finish_measure_task_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const measure = measure_in_path(call, see_goals);
    auto const id = piece_in_path<MeasureTaskId>(call, "teilaufgabe");
    if (!form || !measure || !id)
        return web::staff_not_found(call);
    bool const may_edit = call.actor().may(edit_measures, measure->owner());
    return press_on_course(
        call,
        {.use_case
         = [&](Work& work) { return finish_measure_task(work, {measure->id, version_seen(*form)}, *id); },
         .show =
             [&](Measure const& now, Problem const& problem) {
                 return may_edit ? show_all_measure_tasks(call, now, {}, {problem})
                                 : show_measure_with(call, {problem}, {});
             },
         .next = may_edit ? measure_url(measure->id, tasks_page_name) : measure_url(measure->id),
         .permission = see_goals});
}

http::Response erase_measure_task_at_desk(web::Call& call)
{
    return press_on_piece<MeasureTaskId>(
        call, {"teilaufgabe", tasks_page_name, &erase_measure_task, &show_all_measure_tasks});
}

} // namespace kommin::goals
