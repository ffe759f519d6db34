#pragma once
// Handlers of the pages for goals, and what other pages for people at work ask of them.

#include "modules/goals/goals/goal.hpp"
#include "modules/goals/goals/publication.hpp"
#include "modules/goals/reckoning/progress.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

namespace kommin::goals {

// What the part above shows on the page of a goal: the measures that serve it.
using MeasuresOfGoal = web::Body (*)(web::Call const& call, Goal const& goal);

// How far goals have come by the measures that this person sees, with all that are below them; of the part
// above as well.
using ProgressOfGoals = std::map<GoalId, RolledUp> (*)(
    web::Call const& call, db::Connection& db, std::vector<GoalId> const& goals);

// How everybody reads a goal, or would if it were shown; of the part above as well.
using PreviewOfGoal = web::Body (*)(web::Call& call, GoalId goal);

http::Response list_goals_at_desk(web::Call& call, ProgressOfGoals progress);
// head: an empty file with its columns, to be filled in and sent back (table_desk.hpp).
enum class GoalFileExtent : std::uint8_t { list, head };
http::Response export_goals(
    web::Call& call, ProgressOfGoals progress, GoalFileExtent extent = GoalFileExtent::list);
http::Response show_goal(web::Call& call, MeasuresOfGoal measures);
http::Response show_new_goal(web::Call& call);
http::Response add_goal_at_desk(web::Call& call);
http::Response show_goal_form(web::Call& call);
http::Response save_goal_form(web::Call& call);
http::Response show_goal_history(web::Call& call);
http::Response show_goal_publication(web::Call& call, PreviewOfGoal preview);
http::Response press_goal_publication(web::Call& call, PublicStep step, PreviewOfGoal preview);

// For the search over everything.
web::StaffHits find_goals_at_desk(web::Call const& call, std::string_view words, int most_hits);
// How they read in the audit trail, and on which somebody has worked last.
std::vector<web::StaffForm> noted_goals();
std::vector<web::StaffRecent> recent_goals();
html::Url goal_record_url(std::int64_t id);

} // namespace kommin::goals
