#pragma once
// Letters to whoever owes an answer, and what is done by itself about open answers: the item of agendas by
// night, letters in the morning (docs/adr/0086).

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/invitations/invitation_letters.hpp"
#include "modules/meetings/recommendations/answer_duty.hpp"
#include "modules/meetings/recommendations/recommendation_editing.hpp"
#include "platform/post/letter.hpp"
#include "platform/work/job_rules.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace kommin::meetings {

struct AnswerLetterText {
    AnswerLetter letter;
    Recommendation const& recommendation;
    std::string owner; // a panel or an office
    bool is_public; // everybody reads it at its address
    std::optional<contacts::ReachablePerson> person; // nothing: the office itself
    std::int64_t job; // by which it leaves: a letter tried again is the same one
};
struct LetterSource;
post::Letter letter_of(AnswerLetterText const& letter, LetterSource const& source);

JobRule answer_mail(InvitationCare const& care);
RecurringRule answers_on_agendas();
RecurringRule answers_reminded();

// What follows from a step and from a change of the form.
RecommendationFollowers answer_followers();

} // namespace kommin::meetings
