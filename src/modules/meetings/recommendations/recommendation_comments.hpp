#pragma once
// What colleagues say of a recommendation: never public, with the name of their account. Members without one
// say it by a link (comment_link.hpp).

#include "modules/meetings/recommendations/recommendation_editing.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kommin::meetings {

inline constexpr std::size_t longest_comment = 1000; // code points
// As it is counted and stored.
std::string cleaned_comment(std::string_view typed);

// Who reads a comment beside whoever reads the recommendation at work: from the first call on members do,
// behind their links.
enum class CommentReaders : std::uint8_t { colleagues, members };
inline constexpr std::array<std::string_view, 2> comment_readers_names{"colleagues", "members"};
inline std::string_view to_text(CommentReaders readers)
{
    return kommin::name_of(comment_readers_names, readers);
}
inline bool from_text(std::string_view text, CommentReaders& readers)
{
    return read_name(comment_readers_names, text, readers);
}

// Of the account of this actor, as it is compared with those of people; "" where it has none.
std::string mail_of_account(db::Connection& db, TenantId tenant, Actor const& actor);
// Whether somebody of this address is on a seat of the panel today. `mail`: as of mail_of_account().
bool sits_in(db::Connection& db, TenantId tenant, PanelId panel, std::string_view mail, Date today);

// Whether this actor may comment on it: by right, or because they sit on that day in its group or in the
// panel whose it is. Which account is whose says the mail address that account and person have in common.
bool may_comment(
    db::Connection& db, TenantId tenant, Actor const& actor, SeenRecommendation const& seen, Date today);
// Whether this actor, who sees the recommendation, may delete it: its author, or whoever may edit the
// recommendation.
bool may_erase(Actor const& actor, Comment const& comment, Panel const& field_of_action);

struct TypedComment {
    std::string_view text;
    CommentReaders readers = CommentReaders::colleagues; // as the form said
};
// `form_key`: a form sent twice says it once. Says whether something was added. Problems: not_found for
// whoever does not see the recommendation; "kommentar" for whoever may not comment on it, where it says
// nothing or too much, and where members were asked since the form said that colleagues alone read it.
Result<bool> add_comment(
    Work& work, RecommendationId id, TypedComment const& typed, std::string_view form_key);
// Says whether it was there. Problems: not_found without the right; see may_erase().
Result<bool> erase_comment(Work& work, RecommendationId id, CommentId comment);

} // namespace kommin::meetings
