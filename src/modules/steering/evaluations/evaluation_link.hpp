#pragma once
// What the link in a letter that asks for an evaluation leads to, and what is answered by it
// (docs/adr/0092).

#include "modules/steering/evaluations/evaluation_editing.hpp"
#include "modules/steering/evaluations/evaluation_request_store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::steering {

inline constexpr std::string_view evaluation_path = "auswertung"; // on the public site

// A new link for a letter to this address: its last part. It is stored as a digest.
std::string add_evaluation_link(Work& work, EvaluationRequestId request, std::string_view mail);

struct LinkedEvaluation {
    EvaluationRequest request;
    SteeringYear year;
    goals::Measure measure;
    std::optional<MeasureEvaluation> evaluation; // what was answered by it
    bool is_there = false; // the unit's own view was written down at the desk: nobody is asked any more
};
// Nothing where there is no such link, its day is long over, the address is another one, the year is closed,
// or its step of evaluation is over; nor where the measure was dropped before anybody has answered.
std::optional<LinkedEvaluation> find_linked_evaluation(
    db::Connection& db, TenantId tenant, std::string_view token, Date today);

// Everything that stands in the way of an answer: effect, effort, verdict and why.
std::vector<Problem> problems_of_answer(
    records::Fields const& fields, LinkedEvaluation const& linked, Date today);

// An answer as the form has it.
struct LinkedAnswer {
    std::int64_t seen = 0; // the version of the answer before it; 0: there was none
    std::string form_key; // a form sent twice answers once
    records::Fields fields;
};
// The evaluation, written or changed by nobody's account. Problems: gone where the link leads to nothing;
// what problems_of_answer() finds; conflicts where the unit's own view was written down at the desk
// ("evaluation.site.there"), or somebody has changed the answer meanwhile
// ("record.problem.changed_meanwhile").
Result<EvaluationId> answer_by_link(Work& work, std::string_view token, LinkedAnswer const& answer);

} // namespace kommin::steering
