// Routes of the desk on which members are asked for comments.

#include "modules/meetings/panels/form_parts.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/recommendations/comment_call_pages.hpp"
#include "modules/meetings/recommendations/comment_call_store.hpp"
#include "modules/meetings/recommendations/recommendation_desk.hpp"
#include "modules/meetings/recommendations/recommendation_shown.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using records::Fields;

namespace {

bool sees_all(db::Connection& db, web::Call const& call, std::vector<contacts::PersonId> const& people)
{
    return contacts::list_named_people(db, call.site.tenant, call.actor(), people).size() == people.size();
}

http::Response show_call_form(
    web::Call const& call, SeenRecommendation const& seen, std::optional<Fields> typed,
    std::vector<Problem> problems = {})
{
    struct Found {
        Askable askable;
        std::optional<CommentCall> before; // about this wording
        std::optional<Panel> panel;
        bool sees_unreached;
    };
    auto const& one = seen.recommendation;
    auto const today = call.local_now().date;
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto panels = list_seen_panels(db, tenant, call.actor(), see_panels);
        auto const* panel = panels.find(asked_panel(one));
        auto before = find_call_about(db, tenant, one);
        auto askable = list_askable(db, tenant, one, before, today);
        bool const sees_unreached
            = sees_all(db, call, askable.without_mail) && sees_all(db, call, askable.spared);
        return Found{
            std::move(askable), std::move(before), panel != nullptr ? std::optional(*panel) : std::nullopt,
            sees_unreached};
    });
    bool const goes_on = found.before && found.before->until >= today;
    Fields fields;
    if (goes_on) // is shown as it was typed
        fields.set(call_field::until, typed_spelling(found.before->until));
    if (found.before)
        fields.set(call_field::word, found.before->word);
    if (typed)
        fields = *std::move(typed);
    return comment_call_page(
        call,
        {.seen = seen,
         .askable = found.askable,
         .panel = found.panel ? &*found.panel : nullptr,
         .goes_on = goes_on,
         .has_ended = found.before && !goes_on,
         .sees_unreached = found.sees_unreached,
         .fields = fields,
         .problems = std::move(problems)});
}

Fields posted_call(http::Form const& posted)
{
    Fields fields;
    for (auto const name : all_call_fields) {
        std::string text(trim(posted.value(name)));
        std::erase(text, '\r');
        fields.set(name, std::move(text));
    }
    return fields;
}

// The one of the address, where its members are this person's to ask.
std::optional<SeenRecommendation> askable_in_path(web::Call const& call)
{
    auto seen = recommendation_in_path(call, edit_recommendations);
    bool const may = seen && web::read(call, [&](db::Connection& db) {
                         return may_ask_members(db, call.site.tenant, call.actor(), *seen);
                     });
    return may ? std::move(seen) : std::nullopt;
}

// What it is by now, with what was typed for a call that cannot be made any more.
http::Response call_is_over(
    web::Call const& call, TakenUpRecords const& records, SeenRecommendation const& now,
    Problem const& problem, Fields const& fields)
{
    TypedOfRecommendation typed;
    if (auto const word = fields.value(call_field::word); !word.empty())
        typed.of_step.emplace_back(word);
    return show_recommendation_again(call, records, now, {problem}, std::move(typed));
}

}

http::Response show_comment_call_form(web::Call& call, TakenUpRecords const& records)
{
    auto const seen = askable_in_path(call);
    if (!seen)
        return web::staff_not_found(call);
    if (!seen->recommendation.is_discussed())
        return call_is_over(
            call, records, *seen, Problem::conflict({}, "recommendation.call.problem.over"_msg), {});
    return show_call_form(call, *seen, std::nullopt);
}

http::Response ask_for_comments_at_desk(web::Call& call, TakenUpRecords const& records)
{
    auto const form = call.request.form();
    auto const seen = askable_in_path(call);
    if (!form || !seen)
        return web::staff_not_found(call);
    auto const id = seen->recommendation.id;
    auto const fields = posted_call(*form);
    auto const version = parse_number(form->value("fassung")).value_or(0);
    auto const asked
        = web::write(call, [&](Work& work) { return ask_for_comments(work, {id, version}, fields); });
    if (asked) {
        if (asked->letters == 0 && asked->is_told_anew)
            call.done_word = "frist-gilt";
        call.nothing_was_done = asked->letters == 0 && !asked->is_told_anew;
        return http::Response::redirect(http::Status::see_other, recommendation_url(id).text());
    }
    auto const now = askable_in_path(call);
    if (asked.problem().kind == ProblemKind::not_found || !now)
        return web::staff_not_found(call);
    if (!now->recommendation.is_discussed())
        return call_is_over(call, records, *now, asked.problem(), fields);
    auto problems = problems_of_call(fields, call.local_now().date);
    if (problems.empty() || asked.problem().kind != ProblemKind::invalid)
        problems = {asked.problem()};
    return show_call_form(call, *now, fields, std::move(problems));
}

} // namespace kommin::meetings
