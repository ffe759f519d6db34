// The module's only registration point.

#include "modules/steering/module.hpp"

#include "modules/goals/goals/api.hpp"
#include "modules/steering/closing/closed_year_store.hpp"
#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/cycle/year_demo.hpp"
#include "modules/steering/cycle/year_desk.hpp"
#include "modules/steering/cycle/year_pages.hpp"
#include "modules/steering/evaluations/evaluation.hpp"
#include "modules/steering/module_routes.hpp"
#include "modules/steering/overview/overview_desk.hpp"
#include "modules/steering/priorities/priority.hpp"
#include "modules/tenants/api.hpp"

#include <string>
#include <utility>

namespace kommin::steering {

namespace {

std::vector<web::StaffWords> help_words()
{
    return {
        {"step.title"_msg,
         see_years,
         {{"st st--info", "step.state.open"_msg, "help.word.step.open"_msg},
          {"st st--ok", "step.state.running"_msg, "help.word.step.running"_msg},
          {"st st--done", "step.state.done"_msg, "help.word.step.done"_msg},
          {"st st--none", "step.state.skipped"_msg, "help.word.step.skipped"_msg}}},
    };
}

}

web::Module steering_module(SteeringWiring wiring)
{
    return {
        .name = "steering",
        .routes = module_routes(wiring.money, wiring.money_at_risk),
        .subjects = {year_subject, step_subject, priority_subject, evaluation_subject},
        .load_demo = &load_years,
        .demo_files = {"years.json"},
        .permissions = permission_rules(),
        .staff_links
        = {{.area = web::StaffArea::steering,
            .rank = 10, // before years, measures and goals
            .label = "steering.menu"_msg,
            .path = std::string(steering_path),
            .permission = goals::see_goals,
            .purpose = "steering.purpose"_msg},
           {.area = web::StaffArea::steering,
            .rank = 15, // before measures and goals
            .label = "year.title"_msg,
            .path = std::string(years_path),
            .permission = see_years,
            .purpose = "year.purpose"_msg}},
        .news = {{"year.one"_msg, std::string(years_path), edit_years}},
        .records = recorded_years(),
        .forms = noted_years(),
        .recents = recent_years(),
        .words = help_words(),
        .topics
        = {{"steering.menu"_msg, "help.steering.text"_msg, goals::see_goals},
           {"year.title"_msg, "help.years.text"_msg, see_years}},
        .today = &add_steps_of_today};
}

ClosedYearsReport verify_closed_years_of_all(db::Connection& db)
{
    ClosedYearsReport report;
    for (auto const& guard : missing_year_guards(db)) {
        report.is_sound = false;
        report.lines.push_back(
            "closed years: trigger " + guard + " is MISSING, they can be changed unnoticed");
    }
    for (auto const& tenant : tenants::list_tenants(db)) {
        auto const check = verify_closed_years(db, tenant.id);
        report.is_sound = report.is_sound && check.broken.empty();
        auto line = "closed years " + tenant.slug + ": " + std::to_string(check.checked);
        for (auto const& one : check.broken)
            line += ", CHANGED: " + one;
        report.lines.push_back(std::move(line));
    }
    return report;
}

} // namespace kommin::steering
