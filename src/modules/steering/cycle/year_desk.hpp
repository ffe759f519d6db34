#pragma once
// Handlers of the pages for years and steps, and what other pages for people at work ask of them.
//
//     /verwaltung/steuerung/jahre                               get         see_years
//     …/jahre/neu                                               get, post   edit_years
//     …/jahre/{jahr}                                            get         see_years
//     …/jahre/{jahr}/bearbeiten                                 get, post   edit_years
//     …/jahre/{jahr}/loeschen                                   get, post   edit_years
//     …/jahre/{jahr}/verlauf                                    get         edit_years
//     …/jahre/{jahr}/schritte/{schritt}                         get         see_years
//     …/jahre/{jahr}/schritte/{schritt}/bearbeiten              get, post   see_years: of whose step it is,
//     too …/jahre/{jahr}/schritte/{schritt}/verlauf                 get         see_years, likewise
//     …/jahre/{jahr}/schritte/{schritt}/abhaken                 post        see_years, likewise
//     …/jahre/{jahr}/schritte/{schritt}/vorschlag               post        see_years, likewise
//     …/jahre/{jahr}/schritte/{schritt}/gegenstand?beschluss=   get, post   see_years, likewise
//     files of a step: step_file_desk.hpp

#include "modules/steering/cycle/steering_year.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace kommin::steering {

// What a part above shows on the page of a year, below its steps; empty: nothing.
using PartOfYear = std::function<web::Body(web::Call const& call, SteeringYear const& year)>;

http::Response list_years_at_desk(web::Call& call);
http::Response show_new_year(web::Call& call);
http::Response open_year_at_desk(web::Call& call);
http::Response show_year(web::Call& call, std::vector<PartOfYear> const& parts);
http::Response show_year_form(web::Call& call);
http::Response save_year_form(web::Call& call);
http::Response show_year_erasing(web::Call& call);
http::Response erase_year_at_desk(web::Call& call);
http::Response show_year_history(web::Call& call);

http::Response show_step(web::Call& call);
http::Response show_step_form(web::Call& call);
http::Response save_step_form(web::Call& call);
http::Response show_step_history(web::Call& call);
http::Response show_subjects_form(web::Call& call);
http::Response save_subjects_form(web::Call& call);
http::Response tick_step_line_at_desk(web::Call& call);
http::Response adopt_proposed_lines_at_desk(web::Call& call);

// On "Heute": the open steps of the person.
void add_steps_of_today(web::Call const& call, std::vector<web::TodayItem>& items);
// How they read in the audit trail, where its entries lead, and on which somebody has worked last.
std::vector<web::StaffForm> noted_years();
std::vector<web::StaffRecord> recorded_years();
std::vector<web::StaffRecent> recent_years();

} // namespace kommin::steering
