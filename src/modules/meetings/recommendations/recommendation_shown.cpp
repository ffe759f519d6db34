#include "modules/meetings/recommendations/recommendation_shown.hpp"

#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/recommendations/comment_call_store.hpp"
#include "platform/base/number.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/web/life_line.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr int most_comments = 500; // of one recommendation: the newest
constexpr int most_to_choose = 200;

NamedByRecommendation named_by(
    web::Call const& call, db::Connection& db, Recommendation const& one, std::vector<Step> const& steps)
{
    NamedByRecommendation named{list_seen_panels(db, call.site.tenant, call.actor(), see_panels), {}};
    auto const take = [&](std::optional<MeetingId> id) {
        auto seen
            = id ? find_seen_meeting(db, call.site.tenant, *id, call.actor(), see_meetings) : std::nullopt;
        if (seen)
            named.meetings.emplace(*id, std::move(seen->meeting));
    };
    take(one.proposed_at);
    for (auto const& step : steps)
        take(step.meeting);
    return named;
}

std::vector<contacts::PersonId> people_who_said(std::vector<Comment> const& comments)
{
    std::vector<contacts::PersonId> people;
    for (auto const& one : comments) {
        if (one.person && std::ranges::find(people, *one.person) == people.end())
            people.push_back(*one.person);
    }
    return people;
}

}

std::optional<SeenRecommendation> recommendation_in_path(web::Call const& call, Permission permission)
{
    auto const number = parse_number(call.path["empfehlung"]);
    return !number || *number < 1
        ? std::nullopt
        : web::read(
              call,
              [&](db::Connection& db) {
                  return find_seen_recommendation(
                      db, call.site.tenant, RecommendationId{*number}, call.actor(), permission);
              });
}

std::vector<Meeting> meetings_to_choose(db::Connection& db, TenantId tenant, Panels const& panels)
{
    return list_meetings(db, tenant, {.panels = panels.ids(), .descending = true}, most_to_choose);
}

http::Response show_recommendation_again(
    web::Call const& call, TakenUpRecords const& records, SeenRecommendation const& seen,
    std::vector<Problem> problems, TypedOfRecommendation typed)
{
    struct Found {
        std::vector<Step> steps;
        std::vector<Comment> comments;
        std::vector<CommentCall> calls;
        contacts::NamedPeople members;
        std::vector<ToldOwner> told;
        OwnerReached reached;
        NamedByRecommendation named;
        web::Authors authors;
        bool may_ask;
        bool may_comment;
        bool is_of_conference;
    };
    auto const tenant = call.site.tenant;
    auto const id = seen.recommendation.id;
    auto const found = web::read(call, [&](db::Connection& db) {
        auto steps = list_steps(db, tenant, id);
        auto named = named_by(call, db, seen.recommendation, steps);
        auto comments = list_comments(db, tenant, id, most_comments);
        auto members = contacts::list_named_people(db, tenant, call.actor(), people_who_said(comments));
        return Found{
            std::move(steps),
            std::move(comments),
            list_comment_calls(db, tenant, id),
            std::move(members),
            list_told(db, tenant, id),
            reach_owner(db, tenant, seen.recommendation, call.local_now().date),
            std::move(named),
            web::list_authors(db, tenant),
            may_ask_members(db, tenant, call.actor(), seen),
            may_comment(db, tenant, call.actor(), seen, call.local_now().date),
            is_of_a_conference(list_panels(db, tenant), seen.panel.id)};
    });
    auto not_stored = std::move(typed.of_step);
    if (!found.may_comment && !typed.comment.empty()) // whoever may not any more has no form for it
        not_stored.push_back(typed.comment);
    return recommendation_page(
        call,
        {.seen = seen,
         .named = found.named,
         .steps = found.steps,
         .comments = found.comments,
         .calls = found.calls,
         .authors = found.authors,
         .members = found.members,
         .told = found.told,
         .reached = found.reached,
         .may_edit = call.actor().may(edit_recommendations, seen.panel.owner()),
         .may_ask = found.may_ask,
         .may_comment = found.may_comment,
         .is_of_conference = found.is_of_conference,
         .life = web::life_line(call, {recommendation_subject, id.value}),
         .taken_up = records.shown ? records.shown(call, id) : TakenUpShown{},
         .form_key = crypto::random_token(),
         .problems = std::move(problems),
         .comment = std::move(typed.comment),
         .not_stored = std::move(not_stored)});
}

} // namespace kommin::meetings
