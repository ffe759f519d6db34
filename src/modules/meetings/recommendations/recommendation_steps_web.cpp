// Routes of the desk for recommendations: their course, and what colleagues say of them.

#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/recommendations/recommendation_desk.hpp"
#include "modules/meetings/recommendations/recommendation_shown.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/unsaved_entries.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace kommin::meetings {

using records::Fields;

namespace {

http::Response see_recommendation(RecommendationId id)
{
    return http::Response::redirect(http::Status::see_other, recommendation_url(id).text());
}

http::Response show_step_form(
    web::Call const& call, TakenUpRecords const& records, SeenRecommendation const& seen,
    Fields const& fields, RecommendationState to, std::vector<Problem> problems = {})
{
    struct Found {
        Panels panels;
        std::vector<Meeting> meetings;
        bool is_of_conference;
        OwnerReached reached;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto panels = list_seen_panels(db, call.site.tenant, call.actor(), see_meetings);
        auto meetings = meetings_to_choose(db, call.site.tenant, panels);
        std::erase_if(meetings, [&](Meeting const& one) {
            return one.state == MeetingState::cancelled || !one.may_have_begun(call.local_now().date);
        });
        bool const is_of_conference = is_of_a_conference(list_panels(db, call.site.tenant), seen.panel.id);
        return Found{
            std::move(panels), std::move(meetings), is_of_conference,
            reach_owner(db, call.site.tenant, seen.recommendation, call.local_now().date)};
    });
    auto const taking = asked_of(to).taken_up_as && records.choices ? records.choices(call, seen.panel.id)
                                                                    : TakingRecords{};
    return step_page(
        call,
        {.seen = seen,
         .panels = found.panels,
         .meetings = found.meetings,
         .fields = fields,
         .to = to,
         .is_of_conference = found.is_of_conference,
         .reached = found.reached,
         .taking = taking,
         .problems = std::move(problems)});
}

Fields posted_step(http::Form const& posted)
{
    Fields fields;
    for (auto const name : all_step_fields)
        fields.set(name, std::string(trim(posted.value(name))));
    Fields::Values records;
    for (auto const value : posted.values(step_field::records))
        records.emplace_back(value);
    fields.set(step_field::records, std::move(records));
    return fields;
}

bool may_follow(Recommendation const& one, RecommendationState to)
{
    auto const allowed = next_states(one.state, one.outcome);
    return std::ranges::find(allowed, to) != allowed.end();
}

// A conflict is told on the page of the recommendation, which shows what it is by now.
http::Response refused(
    web::Call const& call, TakenUpRecords const& records, Problem const& problem,
    TypedOfRecommendation typed = {})
{
    auto const now = recommendation_in_path(call, see_recommendations);
    if (problem.kind == ProblemKind::not_found || !now)
        return web::staff_not_found(call);
    return show_recommendation_again(call, records, *now, {problem}, std::move(typed));
}

// Somebody changed the recommendation meanwhile. As long as this step may follow, it is asked for again with
// everything that was typed; else the page lists what was typed for it.
http::Response refused_step(
    web::Call const& call, TakenUpRecords const& records, Problem const& problem, Fields const& fields,
    std::optional<RecommendationState> to)
{
    auto const now = recommendation_in_path(call, edit_recommendations);
    if (now && to && problem.kind == ProblemKind::conflict && may_follow(now->recommendation, *to))
        return show_step_form(call, records, *now, fields, *to, {problem});
    TypedOfRecommendation typed;
    for (auto const name : {step_field::note, step_field::link}) {
        if (auto const text = fields.value(name); !text.empty())
            typed.of_step.emplace_back(text);
    }
    return refused(call, records, problem, std::move(typed));
}

std::int64_t version_of(http::Form const& form)
{
    return parse_number(form.value("fassung")).value_or(0);
}

}

http::Response show_step(web::Call& call, TakenUpRecords const& records)
{
    auto const seen = recommendation_in_path(call, edit_recommendations);
    if (!seen)
        return web::staff_not_found(call);
    auto const& one = seen->recommendation;
    auto const allowed = next_states(one.state, one.outcome);
    // Entries that are fetched back belong to the step for which they were typed.
    auto const fetched = web::fetched_value(call, step_field::state);
    auto const wanted = enum_from<RecommendationState>(
        fetched.empty() ? call.request.query().value(step_field::state) : std::string_view(fetched));
    // An old link leads to a step that was taken meanwhile: the page says what it is now.
    if (allowed.empty() || (wanted && !may_follow(one, *wanted)))
        return refused(call, records, Problem::conflict({}, "recommendation.problem.step"_msg));
    Fields fields;
    fields.set(step_field::day, typed_spelling(call.local_now().date));
    return show_step_form(call, records, *seen, fields, wanted.value_or(allowed.front()));
}

http::Response take_step_at_desk(
    web::Call& call, RecommendationFollowers const& followers, TakenUpRecords const& records)
{
    auto const form = call.request.form();
    auto const seen = recommendation_in_path(call, edit_recommendations);
    if (!form || !seen)
        return web::staff_not_found(call);
    auto const& one = seen->recommendation;
    auto const fields = posted_step(*form);
    auto const taken = web::write(call, [&](Work& work) {
        return take_step(work, {one.id, version_of(*form)}, fields, followers, records);
    });
    if (taken) {
        call.nothing_was_done = !*taken;
        return see_recommendation(one.id);
    }
    auto const to = enum_from<RecommendationState>(fields.value(step_field::state));
    if (taken.problem().kind != ProblemKind::invalid || !to)
        return refused_step(call, records, taken.problem(), fields, to);
    auto problems = problems_of_step(fields, one.state_day, call.local_now().date);
    if (problems.empty())
        problems.push_back(taken.problem());
    return show_step_form(call, records, *seen, fields, *to, std::move(problems));
}

http::Response ask_before_taking_back(web::Call& call, TakenUpRecords const& records)
{
    auto const seen = recommendation_in_path(call, edit_recommendations);
    if (!seen)
        return web::staff_not_found(call);
    auto const steps = web::read(
        call, [&](db::Connection& db) { return list_steps(db, call.site.tenant, seen->recommendation.id); });
    if (steps.empty())
        return refused(call, records, Problem::conflict({}, "recommendation.problem.no_step"_msg));
    return taking_back_question(call, *seen, steps.back());
}

http::Response take_step_back_at_desk(
    web::Call& call, RecommendationFollowers const& followers, TakenUpRecords const& records)
{
    auto const form = call.request.form();
    auto const seen = recommendation_in_path(call, edit_recommendations);
    if (!form || !seen)
        return web::staff_not_found(call);
    auto const id = seen->recommendation.id;
    auto const undone = web::write(
        call, [&](Work& work) { return take_step_back(work, {id, version_of(*form)}, followers); });
    return undone ? see_recommendation(id) : refused(call, records, undone.problem());
}

http::Response add_comment_at_desk(web::Call& call, TakenUpRecords const& records)
{
    auto const form = call.request.form();
    auto const seen = recommendation_in_path(call, see_recommendations);
    if (!form || !seen)
        return web::staff_not_found(call);
    auto const id = seen->recommendation.id;
    auto const typed = std::string(form->value("kommentar"));
    auto const key = web::key_of_form(*form);
    auto const readers = enum_from<CommentReaders>(form->value("leser")).value_or(CommentReaders::colleagues);
    auto const added
        = web::write(call, [&](Work& work) { return add_comment(work, id, {typed, readers}, key); });
    if (added) {
        call.nothing_was_done = !*added;
        return see_recommendation(id);
    }
    if (added.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return show_recommendation_again(call, records, *seen, {added.problem()}, {.comment = typed});
}

http::Response erase_comment_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = recommendation_in_path(call, see_recommendations);
    if (!form || !seen)
        return web::staff_not_found(call);
    auto const id = seen->recommendation.id;
    CommentId const comment{parse_number(form->value("kommentar")).value_or(0)};
    auto const erased = web::write(call, [&](Work& work) { return erase_comment(work, id, comment); });
    if (!erased)
        return web::staff_not_found(call);
    call.nothing_was_done = !*erased;
    return see_recommendation(id);
}

} // namespace kommin::meetings
