#pragma once
// Handlers of the pages for measures, and what other pages for people at work ask of them.

#include "modules/goals/goals/publication.hpp"
#include "modules/goals/measures/api.hpp"
#include "modules/goals/measures/measure.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/staff.hpp"

#include <map>
#include <string_view>
#include <vector>

namespace kommin::goals {

http::Response list_measures_at_desk(web::Call& call);
http::Response export_measures(web::Call& call);
// Measures from a table; see goals/table_desk.hpp. The head: an empty file with its columns, to be filled in.
http::Response export_measure_head(web::Call& call);
http::Response show_measure_table(web::Call& call);
http::Response try_measure_table(web::Call& call);
http::Response take_measure_table_at_desk(web::Call& call);
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

http::Response show_risks(web::Call& call);
http::Response add_risk_at_desk(web::Call& call);
http::Response show_risk_form(web::Call& call);
http::Response save_risk_form(web::Call& call);
http::Response check_risk_at_desk(web::Call& call);
http::Response erase_risk_at_desk(web::Call& call);
http::Response show_measure_tasks(web::Call& call);
http::Response add_measure_task_at_desk(web::Call& call);
http::Response show_measure_task_form(web::Call& call);
http::Response save_measure_task_form(web::Call& call);
http::Response finish_measure_task_at_desk(web::Call& call);
http::Response erase_measure_task_at_desk(web::Call& call);
// How everybody reads a measure, or would if it were shown; of the part above.
using PreviewOfMeasure = web::Body (*)(web::Call& call, MeasureId measure);
http::Response show_measure_publication(web::Call& call, PreviewOfMeasure preview);
http::Response press_measure_publication(web::Call& call, PublicStep step, PreviewOfMeasure preview);

// On the page of a goal: what serves it, with its lights, and how far it has come by that.
web::Body measures_of_goal(web::Call const& call, Goal const& goal);
// For the list of goals.
std::map<GoalId, RolledUp> progress_of_listed(
    web::Call const& call, db::Connection& db, std::vector<GoalId> const& goals);
// On "Heute": one's own tasks; for whoever may edit them milestones and tasks that are late, and risks at
// which nobody has looked for long.
void add_measures_of_today(web::Call const& call, std::vector<web::TodayItem>& items);
// For the search over everything.
web::StaffHits find_measures_at_desk(web::Call const& call, std::string_view words, int most_hits);
// How they read in the audit trail, and on which somebody has worked last.
std::vector<web::StaffForm> noted_measures();
std::vector<web::StaffRecent> recent_measures();

} // namespace kommin::goals
