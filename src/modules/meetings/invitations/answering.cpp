#include "modules/meetings/invitations/answering.hpp"

#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"

#include <utility>

namespace kommin::meetings {

std::string add_invitation_link(Work& work, InvitationId id)
{
    auto token = crypto::random_token(32);
    insert_invitation_link(work.db(), work.tenant(), id, crypto::sha256_hex(token), work.now());
    return token;
}

std::optional<OpenInvitation> find_open_invitation(
    db::Connection& db, TenantId tenant, std::string_view token, Date today)
{
    auto invitation = find_invitation_by_link(db, tenant, crypto::sha256_hex(token));
    if (!invitation || invitation->is_withdrawn)
        return std::nullopt;
    auto meeting = load_meeting(db, tenant, invitation->meeting);
    auto panel = meeting ? load_panel(db, tenant, meeting->panel) : std::nullopt;
    if (!panel || !can_be_told(*meeting, today))
        return std::nullopt;
    return OpenInvitation{std::move(*invitation), std::move(*meeting), std::move(*panel)};
}

std::vector<Problem> problems_of(AnswerForm const& form)
{
    std::vector<Problem> problems;
    if (!form.answer)
        problems.push_back(Problem::invalid("antwort", "invitation.problem.answer"_msg));
    if (count_code_points(form.note) > longest_answer_note)
        problems.push_back(Problem::invalid("hinweis", "invitation.problem.note"_msg));
    return problems;
}

Result<InvitationAnswer> answer_invitation(Work& work, std::string_view token, AnswerForm const& form)
{
    if (auto problems = problems_of(form); !problems.empty())
        return std::move(problems.front());
    auto open = find_open_invitation(work.db(), work.tenant(), token, work.today());
    if (!open)
        return Problem{ProblemKind::gone, {}, "invitation.problem.gone"_msg, {}};
    auto const facts = mark_of_facts(open->meeting);
    bool const asks = open->meeting.state == MeetingState::planned && has_whole_day(open->meeting);
    if (form.shown != facts || !asks)
        return Problem::conflict({}, "invitation.problem.changed"_msg);
    auto& invitation = open->invitation;
    std::string note(trim(form.note));
    std::erase(note, '\r');
    bool const says_the_same = invitation.answer == *form.answer && invitation.answer_note == note
        && invitation.answered_about == facts;
    if (says_the_same)
        return *form.answer;
    invitation.answer = *form.answer;
    invitation.answer_note = std::move(note);
    invitation.answered_at = work.now();
    invitation.answered_about = facts;
    update_invitation(work.db(), work.tenant(), invitation);
    work.audit("meetings.meeting.answered", meeting_subject.word(), open->meeting.id);
    return *form.answer;
}

} // namespace kommin::meetings
