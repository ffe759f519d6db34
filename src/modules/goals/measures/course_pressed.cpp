#include "modules/goals/measures/course_pressed.hpp"

namespace kommin::goals {

std::int64_t version_seen(http::Form const& form)
{
    return parse_number(form.value("fassung")).value_or(0);
}

std::vector<Problem> problems_to_show(std::vector<Problem> typed, Problem const& problem)
{
    bool const is_of_fields = problem.kind == ProblemKind::invalid;
    if (!is_of_fields || typed.empty())
        return {problem};
    return typed;
}

http::Response press_on_course(web::Call& call, PressedOnCourse const& pressed)
{
    auto const done = web::write(call, pressed.use_case);
    if (done) {
        call.nothing_was_done = !*done;
        return http::Response::redirect(http::Status::see_other, pressed.next.text());
    }
    if (done.problem().kind == ProblemKind::not_found)
        return gone_from_measure(call, done.problem(), pressed.typed, pressed.names);
    auto const now = measure_in_path(call, pressed.permission);
    if (!now)
        return web::staff_not_found(call);
    return pressed.show(*now, done.problem());
}

} // namespace kommin::goals
