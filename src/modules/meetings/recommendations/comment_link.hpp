#pragma once
// What the link in a letter to a member leads to, and what they say by it (docs/adr/0089).

#include "modules/meetings/recommendations/comment_call.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// A new link for a letter: its last part. It is stored as a digest.
std::string add_comment_link(Work& work, CommentCallId call, contacts::ReachablePerson const& person);

struct OpenCall {
    CommentCall call;
    Recommendation recommendation;
    Panel panel; // whose it is
    std::optional<Panel> group;
    contacts::PersonId person; // whose link it is
};
// Nothing once its day is over, the recommendation is discussed no more, they sit there no more, or their
// address is another one.
std::optional<OpenCall> find_open_call(
    db::Connection& db, TenantId tenant, std::string_view token, Date today);

std::vector<Problem> problems_of_comment(std::string_view typed);
// `form_key`: a form sent twice says it once. Problems: gone where the link leads to nothing; what
// problems_of_comment() finds.
Result<void> add_comment_by_link(
    Work& work, std::string_view token, std::string_view typed, std::string_view form_key);

} // namespace kommin::meetings
