#pragma once
// What the desk shows of an evaluation.

#include "modules/meetings/evaluation/evaluation_editing.hpp"
#include "modules/meetings/meetings/meeting_editing.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

struct EvaluationPage {
    SeenMeeting const& seen;
    std::optional<Evaluation> evaluation;
    bool can_be_evaluated = false;
    std::vector<QuestionResult> results;
    std::vector<EvaluationText> texts;
    EvaluationForm form;
    std::vector<Problem> problems = {};
};
// How many forms came: exactly once it is closed, before that only whether they are enough.
std::string forms_of(i18n::Texts const& texts, Evaluation const& evaluation);
http::Response evaluation_page(web::Call const& call, EvaluationPage const& page);
http::Response closing_question(web::Call const& call, SeenMeeting const& seen, Evaluation const& evaluation);

} // namespace kommin::meetings
