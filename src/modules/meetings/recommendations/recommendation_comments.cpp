#include "modules/meetings/recommendations/recommendation_comments.hpp"

#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"

#include <algorithm>

namespace kommin::meetings {

namespace {

constexpr std::size_t longest_comment = 1000; // code points
constexpr std::string_view comment_field = "kommentar";

}

bool may_erase(Actor const& actor, Comment const& comment, Panel const& field_of_action)
{
    return actor.may(edit_recommendations, field_of_action.owner())
        || (actor.may(comment_recommendations, field_of_action.owner()) && comment.author == actor.code());
}

Result<bool> add_comment(Work& work, RecommendationId id, std::string_view typed, std::string_view form_key)
{
    auto const seen
        = find_seen_recommendation(work.db(), work.tenant(), id, work.actor(), comment_recommendations);
    if (!seen)
        return Problem::not_found("recommendation.problem.unknown"_msg);
    std::string text(trim(typed));
    std::erase(text, '\r');
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
    bool const is_of_it = found && found->recommendation == id;
    if (!is_of_it) {
        // Gone already, for whoever could have done it; nobody else learns that.
        if (work.actor().may(comment_recommendations, seen->panel.owner())
            || work.actor().may(edit_recommendations, seen->panel.owner()))
            return false;
        return Problem::not_found("recommendation.problem.unknown"_msg);
    }
    if (!may_erase(work.actor(), *found, seen->panel))
        return Problem::not_found("recommendation.problem.unknown"_msg);
    erase_comment_row(work.db(), work.tenant(), comment);
    work.audit("meetings.recommendation.comment_erased", recommendation_subject.word(), id);
    return true;
}

} // namespace kommin::meetings
