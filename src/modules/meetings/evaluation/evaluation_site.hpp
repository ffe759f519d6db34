#pragma once
// What everybody sees of an evaluation: the form, the thanks for it, and on the page of the session what came
// of it.

#include "modules/meetings/evaluation/evaluation.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/web/visit.hpp"
#include "platform/web/visitor_gate.hpp"

#include <optional>
#include <vector>

namespace kommin::meetings {

http::Response show_evaluation_form(web::Visit& visit);
http::Response send_evaluation(web::Visit& visit, web::VisitorGate& gate);
http::Response thank_for_evaluation(web::Visit& visit);

// For the page of the session.
struct PublicEvaluation {
    Evaluation evaluation;
    EvaluationPhase phase;
    std::vector<QuestionResult> results; // none unless the office shows them
};
std::optional<PublicEvaluation> find_public_evaluation(
    db::Connection& db, web::Visit const& visit, Meeting const& meeting);
// The way to the form while forms are taken.
void write_evaluation_link(html::Writer& w, web::Visit const& visit, PublicEvaluation const& shown);
// What came of it, where the office shows it; or that too few forms came.
void write_evaluation_results(html::Writer& w, web::Visit const& visit, PublicEvaluation const& shown);

} // namespace kommin::meetings
