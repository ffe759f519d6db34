#include "modules/goals/measures/measure_life.hpp"

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/measure_life_store.hpp"
#include "modules/goals/measures/measure_shown.hpp"
#include "platform/web/life_line.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {

namespace {

constexpr int most_measures_told
    = static_cast<int>(web::LifeLine::most_of_a_kind) + 1; // one more: it says so

// The goals that they serve and the recommendations from which they come.
void go_back_from_measures(web::Call const& call, web::LifeLine& line)
{
    auto const measures = line.ids_of<MeasureId>(measure_subject);
    if (measures.empty())
        return;
    auto const tenant = call.site.tenant;
    std::vector<meetings::RecommendationId> origins;
    std::vector<GoalId> served;
    for (auto const& [id, links] : list_measure_links(call.db(), tenant, measures)) {
        origins.insert(origins.end(), links.origins.begin(), links.origins.end());
        std::ranges::transform(links.goals, std::back_inserter(served), &ServedGoal::goal);
    }
    for (auto const& one : meetings::list_named_recommendations(call.db(), tenant, call.actor(), origins))
        line.add(meetings::recommendation_subject, one.id.value);
    if (served.empty())
        return;
    for (auto const& goal : list_known_goals(call.db(), tenant, call.actor())) {
        if (std::ranges::find(served, goal.id) != served.end())
            line.add(goal_subject, goal.id.value);
    }
}

// Those that came of recommendations or serve goals.
void go_on_to_measures(web::Call const& call, web::LifeLine& line)
{
    auto const tenant = call.site.tenant;
    auto const owners = call.actor().where(see_goals);
    auto const take = [&](MeasureQuery const& query) {
        for (auto const& one : list_measures(call.db(), tenant, query, most_measures_told))
            line.add(measure_subject, one.id.value);
    };
    auto const origins = line.ids_of<meetings::RecommendationId>(meetings::recommendation_subject);
    auto const of_origins = list_measures_of_origins(call.db(), tenant, origins);
    if (!of_origins.empty())
        take({.owners = owners, .ids = of_origins});
    auto const goals = line.ids_of<GoalId>(goal_subject);
    if (!goals.empty())
        take({.owners = owners, .goals = goals});
}

MessageKey due_words(LifePiece piece)
{
    return piece == LifePiece::task ? "measure.life.task_due"_msg : "measure.life.due"_msg;
}

MessageKey done_words(LifePiece piece)
{
    switch (piece) {
    case LifePiece::task:
        return "measure.life.task_done"_msg;
    case LifePiece::risk:
        return "measure.life.risk"_msg;
    case LifePiece::milestone:
        break;
    }
    return "measure.life.done"_msg;
}

// A task without a day is on no line.
void tell_pieces(i18n::Texts const& texts, web::LifeLine& line, std::vector<ToldPiece> const& pieces)
{
    for (auto const& one : pieces) {
        if (one.done_on)
            line.tell(PartialDate(*one.done_on), texts(done_words(one.piece), {{"title", one.title}}));
        else if (one.due)
            line.tell_due(*one.due, texts(due_words(one.piece), {{"title", one.title}}));
    }
}

void tell_reports(web::Call const& call, web::LifeLine& line, MeasureId id)
{
    auto const& texts = web::staff_texts(call);
    auto const figures = list_figures(call.db(), call.site.tenant, {id});
    std::vector<FigureId> ids;
    std::ranges::transform(figures, std::back_inserter(ids), &Figure::id);
    if (ids.empty())
        return;
    auto reports = list_reports_of(call.db(), call.site.tenant, ids, ReportState::confirmed);
    std::ranges::stable_sort(reports, std::ranges::greater{}, &Report::day);
    // One more than the line keeps: it says so.
    if (reports.size() > web::LifeLine::most_reports + 1)
        reports.resize(web::LifeLine::most_reports + 1);
    for (auto const& report : reports) {
        auto const figure = std::ranges::find(figures, report.figure, &Figure::id);
        line.tell_report(
            report.day,
            texts(
                "measure.life.report"_msg,
                {{"figure", figure->name}, {"value", value_with_unit(texts, *figure, report.value)}}));
    }
}

// Of the other measures of a line: of each figure what was reported last, as what came of it so far.
void tell_latest_reports(
    web::Call const& call, web::LifeLine& line, std::map<MeasureId, std::string> const& titles)
{
    if (titles.empty())
        return;
    auto const& texts = web::staff_texts(call);
    std::vector<MeasureId> measures;
    for (auto const& [id, title] : titles)
        measures.push_back(id);
    auto const figures = list_figures(call.db(), call.site.tenant, measures);
    for (auto const& one : figures)
        line.add(figure_subject, one.id.value); // says where there were too many
    auto const told = line.ids_of<FigureId>(figure_subject);
    for (auto const& report : list_latest_reports(call.db(), call.site.tenant, told, line.today())) {
        auto const figure = std::ranges::find(figures, report.figure, &Figure::id);
        line.tell(
            PartialDate(report.day),
            texts(
                "life.report"_msg,
                {{"title", titles.at(figure->measure)},
                 {"figure", figure->name},
                 {"value", value_with_unit(texts, *figure, report.value)}}),
            measure_url(figure->measure));
    }
}

// The measure whose line it is: all that is known of its way.
void tell_itself(web::Call const& call, web::LifeLine& line, Measure const& one)
{
    auto const& texts = web::staff_texts(call);
    if (one.starts)
        line.tell(one.starts, std::string(texts("measure.life.start"_msg)));
    tell_pieces(texts, line, list_told_pieces(call.db(), call.site.tenant, one.id));
    tell_reports(call, line, one.id);
    auto const standings = standings_of(call, call.db(), {one});
    auto const standing = standings.find(one.id);
    auto now = std::string(texts(label_of(one.state)));
    if (standing != standings.end() && standing->second.light)
        now += ", " + mark_of(standing->second.light->light, texts).text;
    line.tell_now(std::move(now));
    if (auto const deadline = one.last_day()) {
        auto const day = one.deadline ? one.deadline : one.ends;
        line.tell_due(
            *day,
            std::string(texts(
                deadline->is_assumed ? "measure.life.deadline_assumed"_msg : "measure.life.deadline"_msg)));
    }
}

void tell_measures(web::Call const& call, web::LifeLine& line)
{
    auto const ids = line.ids_of<MeasureId>(measure_subject);
    if (ids.empty())
        return;
    auto const& texts = web::staff_texts(call);
    MeasureQuery const query{.owners = call.actor().where(see_goals), .ids = ids};
    std::map<MeasureId, std::string> others;
    for (auto const& one : list_measures(call.db(), call.site.tenant, query, static_cast<int>(ids.size()))) {
        if (line.is_of(measure_subject) && line.of().id == one.id.value) {
            tell_itself(call, line, one);
            continue;
        }
        auto const title = full_title_of(one);
        others.emplace(one.id, title);
        line.tell(
            one.starts,
            texts("life.measure.begins"_msg, {{"title", title}, {"state", texts(label_of(one.state))}}),
            measure_url(one.id));
        if (one.last_day() && !one.is_recurring)
            line.tell_due(
                one.deadline ? *one.deadline : *one.ends, texts("life.measure.due"_msg, {{"title", title}}),
                measure_url(one.id));
    }
    tell_latest_reports(call, line, others);
}

}

web::StaffLife life_of_measures()
{
    return {.from = &go_back_from_measures, .on = &go_on_to_measures, .tell = &tell_measures};
}

} // namespace kommin::goals
