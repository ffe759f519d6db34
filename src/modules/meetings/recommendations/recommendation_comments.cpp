#include "modules/meetings/recommendations/recommendation_comments.hpp"

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/members/membership_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/recommendations/comment_call_store.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/identity/account.hpp"
#include "platform/identity/account_store.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace kommin::meetings {

namespace {

constexpr std::string_view comment_field = "kommentar";

}

std::string cleaned_comment(std::string_view typed)
{
    std::string text(trim(typed));
    std::erase(text, '\r');
    return text;
}

std::string mail_of_account(db::Connection& db, TenantId tenant, Actor const& actor)
{
    if (actor.kind() != Actor::Kind::account)
        return {};
    auto const account = identity::find_account(db, tenant, identity::AccountId{actor.id()});
    return account ? identity::email_key(account->email) : std::string{};
}

bool sits_in(db::Connection& db, TenantId tenant, PanelId panel, std::string_view mail, Date today)
{
    std::vector<contacts::PersonId> people;
    for (auto const& member : list_members_on(db, tenant, panel, today)) {
        if (std::ranges::find(people, member.person) == people.end())
            people.push_back(member.person);
    }
    return std::ranges::any_of(
        contacts::list_reachable_people(db, tenant, people),
        [&](contacts::ReachablePerson const& person) { return identity::email_key(person.mail) == mail; });
}

bool may_comment(
    db::Connection& db, TenantId tenant, Actor const& actor, SeenRecommendation const& seen, Date today)
{
    if (actor.may(comment_recommendations, seen.panel.owner()))
        return true;
    auto const mail = mail_of_account(db, tenant, actor);
    if (mail.empty()) // many people have none, too
        return false;
    auto const& group = seen.recommendation.group;
    return (group && sits_in(db, tenant, *group, mail, today))
        || sits_in(db, tenant, seen.panel.id, mail, today);
}

bool may_erase(Actor const& actor, Comment const& comment, Panel const& field_of_action)
{
    return comment.author == actor.code() || actor.may(edit_recommendations, field_of_action.owner());
}

Result<bool> add_comment(
    Work& work, RecommendationId id, TypedComment const& typed, std::string_view form_key)
{
    auto const seen
        = find_seen_recommendation(work.db(), work.tenant(), id, work.actor(), see_recommendations);
    if (!seen)
        return Problem::not_found("recommendation.problem.unknown"_msg);
    if (!may_comment(work.db(), work.tenant(), work.actor(), *seen, work.today()))
        return Problem::invalid(std::string(comment_field), "recommendation.problem.no_member"_msg);
    auto const text = cleaned_comment(typed.text);
    if (text.empty())
        return Problem::invalid(std::string(comment_field), "recommendation.problem.comment"_msg);
    if (count_code_points(text) > longest_comment)
        return Problem::invalid(
            std::string(comment_field), "import.problem.too_long"_msg,
            {{"limit", std::to_string(longest_comment)}});
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(id.value) + ' ' + text);
    if (has_comment_with_mark(work.db(), work.tenant(), mark))
        return false;
    // What was typed for colleagues is not shown to others before whoever typed it has read so.
    if (typed.readers == CommentReaders::colleagues && find_last_comment_call(work.db(), work.tenant(), id))
        return Problem::invalid(std::string(comment_field), "recommendation.problem.readers"_msg);
    insert_comment(work.db(), work.tenant(), {{}, id, work.actor().code(), text, work.now()}, mark);
    work.audit("meetings.recommendation.commented", recommendation_subject.word(), id);
    return true;
}

Result<bool> erase_comment(Work& work, RecommendationId id, CommentId comment)
{
    auto const seen
        = find_seen_recommendation(work.db(), work.tenant(), id, work.actor(), see_recommendations);
    if (!seen)
        return Problem::not_found("recommendation.problem.unknown"_msg);
    auto const found = load_comment(work.db(), work.tenant(), comment);
    if (!found || found->recommendation != id)
        return false; // gone already
    if (!may_erase(work.actor(), *found, seen->panel))
        return Problem::not_found("recommendation.problem.unknown"_msg);
    erase_comment_row(work.db(), work.tenant(), comment);
    work.audit("meetings.recommendation.comment_erased", recommendation_subject.word(), id);
    return true;
}

} // namespace kommin::meetings
