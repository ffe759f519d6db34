#pragma once
// Handlers of the pages for measures, what other parts show on them, and what other pages for people at work
// ask of them.

#include "modules/goals/measures/measure.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// The light that the figures of these measures say, of those where they say one; without what is set by hand.
// Where it says none, or there is no such function, milestones say it.
using LightOfMeasures
    = std::function<std::map<MeasureId, Light>(web::Call const&, std::vector<Measure> const&)>;
// The figures of one, for its page.
using FiguresOfMeasure = std::function<web::Body(web::Call const&, Measure const&)>;
// Something that happened on the way to a measure or in its course.
struct LifeEvent {
    std::optional<PartialDate> day; // nothing: not known
    std::string text;
    std::optional<html::Url> url = {}; // for whoever may open it
};
// What led to these goals: recommendations, resolutions.
using CourseOfGoals = std::function<std::vector<LifeEvent>(web::Call const&, std::vector<GoalId> const&)>;

// What the parts beside this one show on its pages; each may be empty.
struct ShownOfMeasures {
    LightOfMeasures lights = {};
    FiguresOfMeasure figures = {};
    CourseOfGoals course_of_goals = {};
};

http::Response list_measures_at_desk(web::Call& call, ShownOfMeasures const& shown);
http::Response export_measures(web::Call& call, ShownOfMeasures const& shown);
http::Response show_measure(web::Call& call, ShownOfMeasures const& shown);
http::Response show_new_measure(web::Call& call);
http::Response add_measure_at_desk(web::Call& call);
http::Response show_measure_form(web::Call& call);
http::Response save_measure_form(web::Call& call);
http::Response show_measure_history(web::Call& call);

http::Response show_state_form(web::Call& call);
http::Response change_state_at_desk(web::Call& call);
http::Response show_light_form(web::Call& call, ShownOfMeasures const& shown);
http::Response set_light_at_desk(web::Call& call, ShownOfMeasures const& shown);
http::Response remove_light_at_desk(web::Call& call, ShownOfMeasures const& shown);
http::Response show_milestones(web::Call& call);
http::Response add_milestone_at_desk(web::Call& call);
http::Response show_milestone_form(web::Call& call);
http::Response save_milestone_form(web::Call& call);
http::Response finish_milestone_at_desk(web::Call& call);
http::Response erase_milestone_at_desk(web::Call& call);

// On "Heute", for whoever may edit them: milestones that are late.
void add_measures_of_today(web::Call const& call, std::vector<web::TodayItem>& items);
// For the search over everything.
web::StaffHits find_measures_at_desk(web::Call const& call, std::string_view words, int most_hits);
// How they read in the audit trail, and on which somebody has worked last.
std::vector<web::StaffForm> noted_measures();
std::vector<web::StaffRecent> recent_measures();

} // namespace kommin::goals
