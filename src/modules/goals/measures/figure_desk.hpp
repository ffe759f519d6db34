#pragma once
// Handlers of the pages for figures and reports, all below /verwaltung/massnahmen/{massnahme}, and what other
// pages for people at work ask of them.
//
//     kennzahlen/neu                       get, post   edit_measures
//     kennzahlen/{kennzahl}                get, post   edit_measures
//     kennzahlen/{kennzahl}/verlauf        get         edit_measures
//     kennzahlen/{kennzahl}/loeschen       get, post   edit_measures
//     kennzahlen/{kennzahl}/bericht        get, post   report_figures
//     berichte/{bericht}                   get         report_figures
//     berichte/{bericht}/foto              get         report_figures
//     berichte/{bericht}/foto/loeschen     post        edit_measures
//     berichte/{bericht}/bestaetigung      post        edit_measures
//     berichte/{bericht}/frage             get, post   edit_measures
//     berichte/{bericht}/zurueckziehen     get, post   edit_measures

#include "modules/goals/measures/figure_store.hpp"
#include "modules/goals/measures/report_photo.hpp"
#include "platform/access/actor.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace kommin::goals {

http::Response show_new_figure(web::Call& call);
http::Response add_figure_at_desk(web::Call& call);
http::Response show_figure_form(web::Call& call);
http::Response save_figure_form(web::Call& call);
http::Response show_figure_history(web::Call& call);
http::Response ask_before_erasing_figure(web::Call& call);
http::Response erase_figure_at_desk(web::Call& call);

http::Response show_report_form(web::Call& call);
http::Response report_figure_at_desk(web::Call& call, PhotoCare const& care);
http::Response show_report(web::Call& call);
http::Response send_report_photo(web::Call& call, PhotoCare const& care);
http::Response erase_report_photo_at_desk(web::Call& call);
http::Response confirm_report_at_desk(web::Call& call);
http::Response show_question(web::Call& call);
http::Response ask_about_report(web::Call& call);
http::Response show_withdrawal(web::Call& call);
http::Response withdraw_report_at_desk(web::Call& call);

// Whose reports somebody waits for: whoever may report for everybody reports for the Kreis, and its
// municipalities do so themselves.
Owners owners_reported_by(Actor const& actor);
// On "Heute": for whoever may edit measures, reports that nobody has looked at; for whoever may report,
// questions without an answer and figures whose report is due or will be within a week.
void add_figures_of_today(web::Call const& call, std::vector<web::TodayItem>& items);
// How they read in the audit trail, where its entries lead, and on which somebody has worked last.
std::vector<web::StaffForm> noted_figures();
std::vector<web::StaffRecord> recorded_figures();
std::vector<web::StaffRecent> recent_figures();

} // namespace kommin::goals
