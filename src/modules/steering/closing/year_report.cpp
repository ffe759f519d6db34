#include "modules/steering/closing/year_report.hpp"

#include "modules/goals/measures/api.hpp"
#include "modules/steering/closing/state_of_year.hpp"
#include "modules/steering/evaluations/evaluation.hpp"
#include "platform/base/date.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace kommin::steering {

namespace {

std::string numbered(std::string const& number, std::string const& title)
{
    return number.empty() ? title : number + ' ' + title;
}

template<class One>
std::map<std::int64_t, One const*> by_id(std::vector<One> const& all)
{
    std::map<std::int64_t, One const*> found;
    for (auto const& one : all)
        found.emplace(one.id, &one);
    return found;
}

StateMeasure const* find_measure(YearState const& state, std::int64_t id)
{
    auto const found = std::ranges::find(state.measures, id, &StateMeasure::id);
    return found == state.measures.end() ? nullptr : &*found;
}

std::optional<std::string> earlier_title(std::string const& then, std::string const& now)
{
    return then == now ? std::nullopt : std::optional(then);
}

void compare_measures(YearReport& report, YearState const& year, YearState const& before)
{
    auto const earlier = by_id(before.measures);
    auto const now = by_id(year.measures);
    for (auto const& measure : year.measures) {
        auto const found = earlier.find(measure.id);
        if (found == earlier.end()) {
            report.new_measures.push_back({measure.id, full_title_of(measure)});
            continue;
        }
        auto const& then = *found->second;
        bool const is_same = then.light == measure.light && then.progress == measure.progress
            && then.state == measure.state && full_title_of(then) == full_title_of(measure);
        if (!is_same)
            report.measures.push_back(
                {.id = measure.id,
                 .title = full_title_of(measure),
                 .earlier_title = earlier_title(full_title_of(then), full_title_of(measure)),
                 .light_then = then.light,
                 .light_now = measure.light,
                 .progress_then = then.progress,
                 .progress_now = measure.progress,
                 .state_then = then.state,
                 .state_now = measure.state});
    }
    for (auto const& measure : before.measures) {
        if (!now.contains(measure.id))
            report.gone_measures.push_back({measure.id, full_title_of(measure)});
    }
}

void compare_goals(YearReport& report, YearState const& year, YearState const& before)
{
    auto const earlier = by_id(before.goals);
    for (auto const& goal : year.goals) {
        auto const found = earlier.find(goal.id);
        if (found == earlier.end())
            continue;
        auto const& then = *found->second;
        if (then.progress == goal.progress && full_title_of(then) == full_title_of(goal))
            continue;
        report.goals.push_back(
            {.id = goal.id,
             .title = full_title_of(goal),
             .earlier_title = earlier_title(full_title_of(then), full_title_of(goal)),
             .light_then = {},
             .light_now = {},
             .progress_then = then.progress,
             .progress_now = goal.progress,
             .state_then = {},
             .state_now = {}});
    }
}

// As they were called when it was frozen.
void add_titles(std::map<std::int64_t, std::string>& titles, std::vector<StateMoney> const& lines)
{
    for (auto const& line : lines)
        titles[line.measure] = line.measure_title;
}

void compare_money(MoneyReport& report, YearState const& year, YearState const* before)
{
    std::map<std::int64_t, std::string> titles;
    std::map<std::int64_t, MoneyTotals> then;
    if (year.is_money_known)
        report.now = totals_of(year.money);
    if (before == nullptr || !before->is_money_known)
        return;
    report.then = totals_of(before->money);
    if (!year.is_money_known)
        return;
    add_titles(titles, before->money);
    add_titles(titles, year.money);
    then = totals_by_measure(before->money);
    auto now = totals_by_measure(year.money);
    for (auto const& [measure, title] : titles) {
        if (then[measure] != now[measure])
            report.measures.push_back({title, then[measure], now[measure]});
    }
    std::ranges::stable_sort(report.measures, {}, &MoneyChanged::title);
}

// What was dropped before is no news, and what was planned for other years is not asked for in this one.
bool is_missed(YearState const& year, StateMeasure const& measure, YearState const* before)
{
    std::string const dropped(to_text(goals::MeasureState::dropped));
    if (measure.state == dropped) {
        auto const earlier = before == nullptr ? nullptr : find_measure(*before, measure.id);
        return earlier == nullptr || earlier->state != dropped;
    }
    if (!is_of_year(measure, year))
        return false;
    return measure.light == std::string(to_text(goals::Light::missed))
        || measure.light == std::string(to_text(goals::Light::at_risk))
        || measure.state == to_text(goals::MeasureState::waiting);
}

// As they say the light of a measure without figures: not done behind the last day that their date can mean.
std::vector<StateMilestone> late_milestones_of(YearState const& year, StateMeasure const& measure)
{
    std::vector<StateMilestone> late;
    auto const day = parse_date(year.state_day);
    if (!measure.figures.empty() || !day)
        return late;
    for (auto const& one : measure.milestones) {
        auto const due = one.due ? PartialDate::parse(*one.due) : std::nullopt;
        if (due && !one.done_on && due->last_possible_day() < *day)
            late.push_back(one);
    }
    return late;
}

// What people said about why: the reason of its state, of a light by hand, and what evaluations have learned.
std::vector<std::string> reasons_of(YearState const& year, StateMeasure const& measure)
{
    std::vector<std::string> reasons;
    auto const add = [&](std::string const& reason) {
        if (!reason.empty() && std::ranges::find(reasons, reason) == reasons.end())
            reasons.push_back(reason);
    };
    add(measure.state_reason);
    add(measure.hand_reason);
    for (auto const& evaluation : year.evaluations) {
        if (evaluation.measure == measure.id) {
            add(evaluation.lessons);
            add(evaluation.verdict_why);
        }
    }
    return reasons;
}

}

std::string full_title_of(StateMeasure const& measure)
{
    return numbered(measure.number, measure.title);
}

std::string full_title_of(StateGoal const& goal)
{
    return numbered(goal.number, goal.title);
}

YearReport report_of(YearState const& year, YearState const* before)
{
    YearReport report;
    report.has_before = before != nullptr;
    if (before != nullptr) {
        compare_measures(report, year, *before);
        compare_goals(report, year, *before);
    }
    compare_money(report.money, year, before);
    for (auto const& priority : year.priorities) {
        if (!priority.rank_reason.empty() && priority.shown_rank != priority.reckoned_rank)
            report.overruled.push_back(priority);
    }
    for (auto const& evaluation : year.evaluations) {
        if (evaluation.verdict != to_text(Verdict::go_on))
            report.verdicts.push_back(evaluation);
    }
    for (auto const& measure : year.measures) {
        if (is_missed(year, measure, before))
            report.missed.push_back(
                {.id = measure.id,
                 .title = full_title_of(measure),
                 .light = measure.light,
                 .state = measure.state,
                 .milestones = late_milestones_of(year, measure),
                 .reasons = reasons_of(year, measure)});
    }
    return report;
}

} // namespace kommin::steering
