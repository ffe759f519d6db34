#pragma once
// Handlers of the pages for measures, and what other pages for people at work ask of them.

#include "modules/goals/measures/api.hpp"
#include "modules/goals/measures/measure.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/staff.hpp"

#include <string_view>
#include <vector>

namespace kommin::goals {

http::Response list_measures_at_desk(web::Call& call);
http::Response export_measures(web::Call& call);
// `below`: what a module above this one shows there; may be empty.
http::Response show_measure(web::Call& call, BelowMeasure const& below);
http::Response show_new_measure(web::Call& call);
http::Response add_measure_at_desk(web::Call& call);
http::Response show_measure_form(web::Call& call);
http::Response save_measure_form(web::Call& call);
http::Response show_measure_history(web::Call& call);

http::Response show_state_form(web::Call& call);
http::Response change_state_at_desk(web::Call& call);
http::Response show_light_form(web::Call& call);
http::Response set_light_at_desk(web::Call& call);
http::Response remove_light_at_desk(web::Call& call);
http::Response show_milestones(web::Call& call);
http::Response add_milestone_at_desk(web::Call& call);
http::Response show_milestone_form(web::Call& call);
http::Response save_milestone_form(web::Call& call);
http::Response finish_milestone_at_desk(web::Call& call);
http::Response erase_milestone_at_desk(web::Call& call);

// On the page of a goal: what serves it, with its lights, and how far it has come by that.
web::Body measures_of_goal(web::Call const& call, Goal const& goal);
// On "Heute", for whoever may edit them: milestones that are late.
void add_measures_of_today(web::Call const& call, std::vector<web::TodayItem>& items);
// For the search over everything.
web::StaffHits find_measures_at_desk(web::Call const& call, std::string_view words, int most_hits);
// How they read in the audit trail, and on which somebody has worked last.
std::vector<web::StaffForm> noted_measures();
std::vector<web::StaffRecent> recent_measures();

} // namespace kommin::goals
