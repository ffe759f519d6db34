#pragma once
// Handlers of the pages for money, and what other pages for people at work ask of it.
//
//     massnahmen/{massnahme}/geld                                 get         see_money
//     massnahmen/{massnahme}/geld/neu                             get, post   edit_money
//     massnahmen/{massnahme}/geld/abhaengigkeit/neu               post        edit_money
//     massnahmen/{massnahme}/geld/abhaengigkeit/entfernen         post        edit_money
//     massnahmen/{massnahme}/geld/{zeile}                         get, post   edit_money
//     massnahmen/{massnahme}/geld/{zeile}/verlauf                 get         edit_money
//     massnahmen/{massnahme}/geld/{zeile}/loeschen                get, post   edit_money
//     massnahmen/{massnahme}/geld/{zeile}/uebertragen             get, post   edit_money
//     massnahmen/{massnahme}/geld/{zeile}/uebertragung-zurueck    post        edit_money
//     finanzen/deckungskreise                                     get         see_money
//     finanzen/deckungskreise/neu                                 get, post   edit_money
//     finanzen/deckungskreise/{deckungskreis}                     get, post   edit_money
//     finanzen/deckungskreise/{deckungskreis}/verlauf             get         edit_money
//     finanzen/deckungskreise/{deckungskreis}/loeschen            post        edit_money
//     finanzen, finanzen/liste.csv, .xlsx                         get         see_money
//     finanzen/wegfall, finanzen/wegfall.csv, .xlsx               get         see_money

#include "modules/funding/programmes/application_desk.hpp"
#include "modules/goals/measures/api.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/staff.hpp"

#include <string_view>
#include <vector>

namespace kommin::funding {

inline constexpr std::string_view finances_path = "finanzen";

http::Response show_money(web::Call& call);
http::Response show_new_budget_line(web::Call& call);
http::Response add_budget_line_at_desk(web::Call& call);
http::Response show_budget_line_form(web::Call& call);
http::Response save_budget_line_form(web::Call& call);
http::Response show_budget_line_history(web::Call& call);
http::Response ask_before_erasing_budget_line(web::Call& call);
http::Response erase_budget_line_at_desk(web::Call& call);
http::Response add_dependency_at_desk(web::Call& call);
http::Response remove_dependency_at_desk(web::Call& call);

http::Response show_carry_over(web::Call& call);
http::Response carry_over_at_desk(web::Call& call);
http::Response take_back_carry_over_at_desk(web::Call& call);

http::Response show_budget_groups(web::Call& call);
http::Response show_new_budget_group(web::Call& call);
http::Response add_budget_group_at_desk(web::Call& call);
http::Response show_budget_group_form(web::Call& call);
http::Response save_budget_group_form(web::Call& call);
http::Response show_budget_group_history(web::Call& call);
http::Response erase_budget_group_at_desk(web::Call& call);

http::Response show_finances(web::Call& call);
http::Response export_finances(web::Call& call);
http::Response show_loss(web::Call& call);
http::Response export_loss(web::Call& call);

// On the page of a measure: its money by years, and what it depends on; nothing for whoever may not see it.
web::Body money_below_measure(web::Call const& call, goals::NamedMeasure const& measure);
// On the page of an application: the grant that came of it, and what hangs on it.
web::Body money_below_application(web::Call const& call, Application const& application);
// How lines read in the audit trail, where they lead, and on which somebody has worked last.
std::vector<web::StaffForm> noted_money();
std::vector<web::StaffRecord> recorded_money();
std::vector<web::StaffRecent> recent_money();

} // namespace kommin::funding
