#pragma once
// The pages on which people at work ask for evaluations by letter.

#include "modules/steering/evaluations/evaluation_asking.hpp"
#include "modules/steering/evaluations/evaluation_pages.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace kommin::steering {

html::Url evaluation_requests_url(YearId year);
html::Url ask_evaluation_url(YearId year, goals::MeasureId measure, EvaluationView view);

struct EvaluationRequestsPage {
    SteeringYear const& year;
    YearNames const& names;
    std::vector<EvaluationRequest> const& requests;
    std::map<goals::MeasureId, std::string> const& titles;
    std::set<goals::MeasureId> const& with_own_view; // was written down at the desk, or answered
    std::vector<AddressedMeasure> const& to_ask; // that have an address and nobody who is asked
    bool takes_answers;
    bool is_cut; // there are more requests
    records::Fields const& fields; // of the form for all units
    std::vector<Problem> problems = {};
};
http::Response evaluation_requests_page(web::Call const& call, EvaluationRequestsPage const& page);

struct AskEvaluationPage {
    MeasureToAsk const& of;
    EvaluationView view;
    YearNames const& names;
    records::Fields const& fields;
    std::string form_key;
    std::vector<Problem> problems = {};
};
http::Response ask_evaluation_page(web::Call const& call, AskEvaluationPage const& page);

} // namespace kommin::steering
