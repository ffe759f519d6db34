#pragma once
// Handlers of the pages for priorities, and what other pages for people at work ask of them. All below
// /verwaltung/steuerung/jahre/{jahr}:
//
//     prioritaeten                              get         see_years
//     prioritaeten.csv, .xlsx                   get         see_years
//     prioritaeten/empfehlung                   get         see_years
//     prioritaeten/bepunkten/{art}/{blatt}      get, post   set_priorities; {art}: ziele, massnahmen
//     prioritaeten/gewichte                     get, post   set_priorities
//     prioritaeten/gewichte/verlauf             get         set_priorities
//     prioritaeten/{prioritaet}/bearbeiten      get, post   set_priorities
//     prioritaeten/{prioritaet}/verlauf         get         set_priorities

#include "modules/steering/cycle/steering_year.hpp"
#include "modules/steering/priorities/priority_proposals.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/staff.hpp"

#include <vector>

namespace kommin::steering {

http::Response list_priorities_at_desk(web::Call& call);
http::Response export_priorities(web::Call& call);
http::Response show_recommendation_to_group(web::Call& call);
// `cost`: what else is proposed.
http::Response show_scoring(web::Call& call, CostOfMeasures const& cost);
http::Response save_scoring(web::Call& call, CostOfMeasures const& cost);
http::Response show_priority_form(web::Call& call, CostOfMeasures const& cost);
http::Response save_priority_form(web::Call& call, CostOfMeasures const& cost);
http::Response show_priority_history(web::Call& call);
http::Response show_weights(web::Call& call);
http::Response save_weights_at_desk(web::Call& call);
http::Response show_weights_history(web::Call& call);

// On the page of a year: how many goals and measures have a score.
web::Body priorities_of_year(web::Call const& call, SteeringYear const& year);
// How they read in the audit trail, where its entries lead, and on which somebody has worked last.
std::vector<web::StaffForm> noted_priorities();
std::vector<web::StaffRecord> recorded_priorities();
std::vector<web::StaffRecent> recent_priorities();
// Likewise, of what the criteria weigh.
std::vector<web::StaffForm> noted_weights();
std::vector<web::StaffRecord> recorded_weights();
std::vector<web::StaffRecent> recent_weights_of_years();

} // namespace kommin::steering
