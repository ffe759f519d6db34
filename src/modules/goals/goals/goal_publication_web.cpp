// Routes of the desk on which a goal is shown to everybody, or no longer.

#include "modules/goals/goals/goal_desk.hpp"
#include "modules/goals/goals/goal_pages.hpp"
#include "modules/goals/goals/goal_publication.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/publication_pages.hpp"
#include "modules/goals/goals/typed_id.hpp"
#include "platform/base/number.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {

namespace {

struct GoalToShow {
    Goal goal;
    bool is_adopted;
};
std::optional<GoalToShow> goal_to_show(web::Call const& call)
{
    auto const id = typed_id<GoalId>(call.path["ziel"]);
    return !id ? std::nullopt : web::read(call, [&](db::Connection& db) -> std::optional<GoalToShow> {
        auto goal = find_seen_goal(db, call.site.tenant, *id, call.actor(), edit_goals);
        if (!goal)
            return std::nullopt;
        bool const is_adopted = find_adoption(db, call.site.tenant, *id).has_value();
        return GoalToShow{std::move(*goal), is_adopted};
    });
}

struct TypedText {
    std::optional<std::string> plain_text = {}; // nothing: as it is stored
    std::vector<Problem> problems = {};
    std::vector<std::string> not_stored = {};
};
http::Response show_publication(
    web::Call& call, GoalToShow const& found, PreviewOfGoal preview, TypedText const& typed)
{
    auto const& [goal, is_adopted] = found;
    auto frame = frame_below_goal(call, goal, std::string(web::staff_texts(call)("goal.public.title"_msg)));
    frame.problems = typed.problems;
    return publication_page(
        call,
        {.frame = std::move(frame),
         .url = goal_url(goal.id, "oeffentlich"),
         .back = goal_url(goal.id),
         .public_page
         = goal.public_since && is_adopted ? std::optional(public_goal_url(goal.slug)) : std::nullopt,
         .version = goal.version,
         .plain_text = typed.plain_text ? *typed.plain_text : goal.plain_text,
         .since = goal.public_since,
         .may_be_shown = is_adopted,
         .what = "goal.public.what"_msg,
         .preview = preview(call, goal.id),
         .not_stored = typed.not_stored});
}

}

http::Response show_goal_publication(web::Call& call, PreviewOfGoal preview)
{
    auto const found = goal_to_show(call);
    return found ? show_publication(call, *found, preview, {}) : web::staff_not_found(call);
}

http::Response press_goal_publication(web::Call& call, PublicStep step, PreviewOfGoal preview)
{
    auto const found = goal_to_show(call);
    auto const posted = call.request.form();
    if (!found || !posted)
        return web::staff_not_found(call);
    auto const typed = std::string(posted->value(goal_field::plain_text));
    auto const version = parse_number(posted->value("fassung")).value_or(0);
    auto const done = web::write(
        call, [&](Work& work) { return change_public_goal(work, {found->goal.id, version}, step, typed); });
    if (done) {
        call.nothing_was_done = !*done;
        return http::Response::redirect(
            http::Status::see_other, goal_url(found->goal.id, "oeffentlich").text());
    }
    auto const now = goal_to_show(call);
    if (!now || done.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    TypedText again{.problems = {done.problem()}};
    if (done.problem().kind == ProblemKind::invalid)
        again.plain_text = typed;
    else if (step != PublicStep::hide && cleaned_plain_text(typed) != now->goal.plain_text)
        again.not_stored = {typed};
    return show_publication(call, *now, preview, again);
}

} // namespace kommin::goals
