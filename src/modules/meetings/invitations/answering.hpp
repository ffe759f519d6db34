#pragma once
// Answering an invitation through the link in the letter, without an account. The link works until the
// meeting is over; whoever presses twice, or thinks of something else, answers again.

#include "modules/meetings/invitations/invitation.hpp"
#include "modules/meetings/invitations/invitation_store.hpp"
#include "modules/meetings/meetings/meeting_editing.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/work/work.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// A link for one letter, as its token.
std::string add_invitation_link(Work& work, InvitationId id);

// What a link leads to, as long as it works: nothing for every other token, nor once the day is over or the
// invitation was taken back.
struct OpenInvitation {
    Invitation invitation;
    Meeting meeting;
    Panel panel;
};
std::optional<OpenInvitation> find_open_invitation(
    db::Connection& db, TenantId tenant, std::string_view token, Date today);

inline constexpr std::size_t longest_answer_note = 1000; // code points
struct AnswerForm {
    std::optional<InvitationAnswer> answer; // nothing: none was pressed
    std::string note;
    std::string shown; // mark_of_facts() of what the page showed
};
std::vector<Problem> problems_of(AnswerForm const& form);
// Problems: those of problems_of(); gone where the link works no more; a conflict where day, place or whether
// it takes place are other ones than those that were shown ("invitation.problem.changed"), or nobody is asked
// as it is off or waits for another day.
Result<InvitationAnswer> answer_invitation(Work& work, std::string_view token, AnswerForm const& form);

} // namespace kommin::meetings
