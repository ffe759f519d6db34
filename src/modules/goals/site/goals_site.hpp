#pragma once
// The public pages of goals and measures, their files, and how one looks before it is shown.

#include "modules/goals/goals/goal.hpp"
#include "modules/goals/measures/measure.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"

namespace kommin::goals {

http::Response list_public_goals(web::Call& call);
http::Response show_public_goal(web::Call& call);
http::Response show_public_measure(web::Call& call);

// Open data (docs/goals-open-data.md): the same in words that never change.
http::Response send_goals_csv(web::Call& call);
http::Response send_goals_json(web::Call& call);

// For the desk: as everybody would read it, in the language of the person.
web::Body preview_of_goal(web::Call& call, GoalId id);
web::Body preview_of_measure(web::Call& call, MeasureId id);

} // namespace kommin::goals
