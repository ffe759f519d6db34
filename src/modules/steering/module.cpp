// The module's only registration point.

#include "modules/steering/module.hpp"

#include "modules/goals/goals/api.hpp"
#include "modules/steering/closing/closed_year_store.hpp"
#include "modules/steering/closing/year_demo.hpp"
#include "modules/steering/closing/year_life.hpp"
#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/cycle/year_desk.hpp"
#include "modules/steering/cycle/year_pages.hpp"
#include "modules/steering/evaluations/evaluation.hpp"
#include "modules/steering/evaluations/evaluation_desk.hpp"
#include "modules/steering/module_routes.hpp"
#include "modules/steering/overview/overview_desk.hpp"
#include "modules/steering/priorities/priority.hpp"
#include "modules/steering/priorities/priority_desk.hpp"
#include "modules/tenants/api.hpp"

#include <iterator>
#include <string>
#include <utility>
#include <vector>

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

template<class One>
std::vector<One> joined(
    std::vector<One> all, std::vector<One> second, std::vector<One> third, std::vector<One> fourth)
{
    for (auto* more : {&second, &third, &fourth})
        all.insert(all.end(), std::make_move_iterator(more->begin()), std::make_move_iterator(more->end()));
    return all;
}

void add_items_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    add_steps_of_today(call, items);
    add_evaluations_of_today(call, items);
}

}

std::vector<letters::LetterKind> letter_kinds()
{
    return evaluation_letter_kinds();
}

web::Module steering_module(SteeringWiring const& wiring)
{
    return {
        .name = "steering",
        .routes = module_routes(wiring.money, wiring.money_at_risk, wiring.files),
        .unlogged = {"/{lang:lang}/auswertung/{token}"},
        .jobs = {evaluation_mail(wiring.letters)},
        .recurring
        = {evaluation_reminders(), evaluation_links_ending(), step_file_erasure(wiring.files.files)},
        .subjects = {year_subject, step_subject, weights_subject, priority_subject, evaluation_subject},
        .load_demo = [money = wiring.money](demo::Demo& demo) { load_years(demo, money); },
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
        .records
        = joined(recorded_years(), recorded_priorities(), recorded_evaluations(), recorded_weights()),
        .forms = joined(noted_years(), noted_priorities(), noted_evaluations(), noted_weights()),
        .recents
        = joined(recent_years(), recent_priorities(), recent_evaluations(), recent_weights_of_years()),
        .lives = {life_of_years()},
        .words = help_words(),
        .topics
        = {{"steering.menu"_msg, "help.steering.text"_msg, goals::see_goals},
           {"year.title"_msg, "help.years.text"_msg, see_years}},
        .today = &add_items_of_today};
}

web::Body evaluations_below_measure(web::Call const& call, goals::MeasureId measure)
{
    return evaluations_of_measure(call, measure);
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
