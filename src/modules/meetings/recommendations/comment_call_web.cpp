// Routes of the desk on which members are asked for comments.

#include "modules/meetings/panels/form_parts.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/recommendations/comment_call_pages.hpp"
#include "modules/meetings/recommendations/comment_call_store.hpp"
#include "modules/meetings/recommendations/recommendation_desk.hpp"
#include "modules/meetings/recommendations/recommendation_shown.hpp"
#include "platform/base/number.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using records::Fields;

namespace {

http::Response show_call_form(
    web::Call const& call, SeenRecommendation const& seen, std::optional<Fields> typed,
    std::vector<Problem> problems = {})
{
    struct Found {
        Askable askable;
        std::optional<CommentCall> running;
        std::optional<Panel> panel;
    };
    auto const& one = seen.recommendation;
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto panels = list_seen_panels(db, tenant, call.actor(), see_panels);
        auto const* panel = panels.find(asked_panel(one));
        return Found{
            list_askable(db, tenant, one, call.local_now().date),
            find_comment_call(db, tenant, one.id, one.version),
            panel != nullptr ? std::optional(*panel) : std::nullopt};
    });
    Fields fields;
    if (found.running) { // a call that goes on is shown as it was typed
        if (found.running->until >= call.local_now().date)
            fields.set(call_field::until, typed_spelling(found.running->until));
        fields.set(call_field::word, found.running->word);
    }
    if (typed)
        fields = *std::move(typed);
    return comment_call_page(
        call,
        {.seen = seen,
         .askable = found.askable,
         .panel = found.panel ? &*found.panel : nullptr,
         .goes_on = found.running.has_value(),
         .fields = fields,
         .problems = std::move(problems)});
}

Fields posted_call(http::Form const& posted)
{
    Fields fields;
    for (auto const name : all_call_fields)
        fields.set(name, std::string(posted.value(name)));
    return fields;
}

// What it is by now, with what was typed for a call that cannot be made any more.
http::Response call_is_over(
    web::Call const& call, SeenRecommendation const& now, Problem const& problem, Fields const& fields)
{
    TypedOfRecommendation typed;
    if (auto const word = fields.value(call_field::word); !word.empty())
        typed.of_step.emplace_back(word);
    return show_recommendation_again(call, now, {problem}, std::move(typed));
}

}

http::Response show_comment_call_form(web::Call& call)
{
    auto const seen = recommendation_in_path(call, edit_recommendations);
    if (!seen)
        return web::staff_not_found(call);
    if (!seen->recommendation.is_discussed())
        return call_is_over(call, *seen, Problem::conflict({}, "recommendation.call.problem.over"_msg), {});
    return show_call_form(call, *seen, std::nullopt);
}

http::Response ask_for_comments_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = recommendation_in_path(call, edit_recommendations);
    if (!form || !seen)
        return web::staff_not_found(call);
    auto const id = seen->recommendation.id;
    auto const fields = posted_call(*form);
    auto const version = parse_number(form->value("fassung")).value_or(0);
    auto const asked
        = web::write(call, [&](Work& work) { return ask_for_comments(work, {id, version}, fields); });
    if (asked) {
        call.nothing_was_done = *asked == 0; // no letter leaves
        return http::Response::redirect(http::Status::see_other, recommendation_url(id).text());
    }
    auto const now = recommendation_in_path(call, edit_recommendations);
    if (asked.problem().kind == ProblemKind::not_found || !now)
        return web::staff_not_found(call);
    if (!now->recommendation.is_discussed())
        return call_is_over(call, *now, asked.problem(), fields);
    auto problems = problems_of_call(fields, call.local_now().date);
    if (problems.empty() || asked.problem().kind != ProblemKind::invalid)
        problems = {asked.problem()};
    return show_call_form(call, *now, fields, std::move(problems));
}

} // namespace kommin::meetings
