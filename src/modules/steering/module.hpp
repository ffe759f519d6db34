#pragma once
// Module steering: whether all of it is the right track (docs/adr/0096), how the administrative steering
// group works through its years, and what was known at the end of each (docs/adr/0092).

#include "modules/goals/measures/api.hpp"
#include "modules/steering/closing/state_of_year.hpp"
#include "modules/steering/cycle/step_files.hpp"
#include "modules/steering/evaluations/evaluation_letters.hpp"
#include "modules/steering/overview/money_at_risk.hpp"
#include "platform/db/connection.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/module.hpp"

#include <string>
#include <vector>

namespace kommin::steering {

// What other modules know, handed in by the app: of a year – what is left empty is said to be unknown – and
// of money that is not sure, of which no page speaks where it is left empty.
struct SteeringWiring {
    MoneyOfYear money = {};
    FindMoneyAtRisk money_at_risk = {};
    EvaluationLetterCare letters;
    StepFileCare files;
};
web::Module steering_module(SteeringWiring const& wiring);

// Its letters that a district may begin and end in its own words.
std::vector<letters::LetterKind> letter_kinds();

// What the page of a measure shows of its evaluations, for whoever may see them; handed to the module goals.
web::Body evaluations_below_measure(web::Call const& call, goals::MeasureId measure);

// For `kommin verify`, a line each: what protects closed years and is not there, and those that are no longer
// what they were.
struct ClosedYearsReport {
    bool is_sound = true;
    std::vector<std::string> lines;
};
ClosedYearsReport verify_closed_years_of_all(db::Connection& db);

} // namespace kommin::steering
