#pragma once
// What the public pages of an evaluation look like.

#include "modules/meetings/evaluation/evaluation.hpp"
#include "platform/base/problem.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/http/types.hpp"
#include "platform/web/visit.hpp"

#include <string>
#include <vector>

namespace kommin::meetings {

struct EvaluationFormPage {
    Evaluation const& evaluation;
    Meeting const& meeting;
    EvaluationEntries const& entries;
    std::string key;
    std::vector<Problem> problems = {};
};
http::Response evaluation_form_page(
    web::Visit const& visit, http::Status status, EvaluationFormPage const& page);
// Before the first moment and after the last day.
http::Response no_evaluation_page(
    web::Visit const& visit, Evaluation const& evaluation, Meeting const& meeting, EvaluationPhase phase);
http::Response evaluation_thanks_page(
    web::Visit const& visit, Evaluation const& evaluation, Meeting const& meeting);

html::Url evaluation_url(web::Visit const& visit, Evaluation const& evaluation);
html::Url evaluation_thanks_url(web::Visit const& visit, Evaluation const& evaluation);

// A table of one question: a choice in each row, how many have made it, and a bar for the eye.
void write_result(
    html::Writer& w, i18n::Texts const& texts, QuestionResult const& result,
    std::string_view table_class = {});

} // namespace kommin::meetings
