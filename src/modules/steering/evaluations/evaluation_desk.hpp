#pragma once
// Handlers of the pages for evaluations of measures, and what other pages for people at work ask of them. All
// below /verwaltung/steuerung/jahre/{jahr}:
//
//     bewertungen                           get         see_years
//     bewertungen.csv, .xlsx                get         see_years
//     bewertungen/neu/{massnahme}/{sicht}   get, post   evaluate_measures; {sicht}: selbst, fremd
//     bewertungen/{bewertung}/bearbeiten    get, post   evaluate_measures
//     bewertungen/{bewertung}/verlauf       get         evaluate_measures
//     bewertungen/gefragt                   get         edit_years: who is asked by letter
//     bewertungen/fragen/{massnahme}/{sicht}   get, post   edit_years
//     bewertungen/alle-fragen               post        edit_years
//     bewertungen/gefragt/{bitte}/erneut, /entfernen   post   edit_years

#include "modules/goals/measures/api.hpp"
#include "modules/steering/cycle/steering_year.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/staff.hpp"

#include <vector>

namespace kommin::steering {

http::Response list_evaluations_at_desk(web::Call& call);
http::Response export_evaluations(web::Call& call);
http::Response show_new_evaluation(web::Call& call);
http::Response add_evaluation_at_desk(web::Call& call);
http::Response show_evaluation_form(web::Call& call);
http::Response save_evaluation_form(web::Call& call);
http::Response show_evaluation_history(web::Call& call);

http::Response list_evaluation_requests_at_desk(web::Call& call);
http::Response show_ask_evaluation(web::Call& call);
http::Response ask_evaluation_at_desk(web::Call& call);
http::Response ask_all_at_desk(web::Call& call);
http::Response ask_evaluation_again_at_desk(web::Call& call);
http::Response stop_asking_at_desk(web::Call& call);

// On the page of a year: how many measures have been evaluated.
web::Body evaluations_of_year(web::Call const& call, SteeringYear const& year);
// On the page of a measure, for whoever may see the years of its owner: all that were written of it, year by
// year.
web::Body evaluations_of_measure(web::Call const& call, goals::MeasureId id);
// On "Heute", for whoever may evaluate: years at their end with measures that have no self view.
void add_evaluations_of_today(web::Call const& call, std::vector<web::TodayItem>& items);
// How they read in the audit trail, where its entries lead, and on which somebody has worked last.
std::vector<web::StaffForm> noted_evaluations();
std::vector<web::StaffRecord> recorded_evaluations();
std::vector<web::StaffRecent> recent_evaluations();

} // namespace kommin::steering
