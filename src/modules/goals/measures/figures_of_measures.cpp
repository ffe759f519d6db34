#include "modules/goals/measures/figures_of_measures.hpp"

#include "modules/goals/measures/figure_store.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace kommin::goals {

namespace {

// Longer than any measure goes on: the last value of one that is done does not grow old.
constexpr std::chrono::months never{12 * 1'000};

// Without a way nothing is expected; a target that is met is met all the same, and how far something has come
// needs no day.
Judged judge_without_way(Figure const& figure, std::optional<Report> const& last)
{
    if (!last)
        return {};
    Judged judged;
    judged.reason = LightReason::no_deadline;
    if (meets(figure.aim, last->value, figure.target)) {
        judged.light = Light::reached;
        judged.reason = LightReason::target_met;
        judged.progress = Progress{Progress::whole};
        return judged;
    }
    auto const from = figure.target_kind == TargetKind::increase ? Decimal{} : figure.baseline;
    if (from) // where it was to be kept, and was not, nothing is left of it
        judged.progress = progress_of(*from, figure.target, last->value).value_or(Progress{});
    return judged;
}

// A last value that is known, and that is not what was to be reached.
bool falls_short(FigureStanding const& one)
{
    return one.last && !meets(one.figure.aim, one.last->value, one.figure.target);
}

// Of a measure that is done: what its figures and milestones say otherwise stays, and neither grow old.
void judge_by_state(MeasureStanding& standing, std::vector<FigureStanding> const& figures)
{
    if (!figures.empty()) {
        if (standing.known > 0)
            return;
        bool const is_short = std::ranges::any_of(figures, &falls_short);
        standing.reckoned = is_short ? Light::missed : Light::reached;
        standing.is_by_state = !is_short;
        return;
    }
    standing.is_by_state = !standing.reckoned;
    if (!standing.reckoned || *standing.reckoned == Light::on_track || standing.is_outdated())
        standing.reckoned = Light::reached;
}

// The parts of goals, by the place of the goal in the list.
class GoalTree {
public:
    GoalTree(std::span<GoalInTree const> goals, std::span<ServedBy const> measures)
        : goals_(goals)
        , parts_(goals.size())
        , waits_for_(goals.size())
    {
        for (std::size_t at = 0; at < goals.size(); ++at)
            places_.emplace(goals[at].id, at);
        for (auto const& one : measures) {
            if (auto const place = places_.find(one.goal); place != places_.end())
                parts_[place->second].push_back({one.weight, one.progress});
        }
        for (auto const& goal : goals) {
            if (auto const parent = place_of_parent(goal))
                ++waits_for_[*parent];
        }
    }

    std::map<GoalId, RolledUp> roll_up()
    {
        std::map<GoalId, RolledUp> all;
        std::vector<std::size_t> ready;
        for (std::size_t at = 0; at < goals_.size(); ++at) {
            if (waits_for_[at] == 0)
                ready.push_back(at);
        }
        while (!ready.empty()) {
            auto const at = ready.back();
            ready.pop_back();
            auto const whole = kommin::goals::roll_up(parts_[at]);
            all.emplace(goals_[at].id, whole);
            if (auto const parent = place_of_parent(goals_[at])) {
                parts_[*parent].push_back({goals_[at].weight, whole.progress});
                if (--waits_for_[*parent] == 0)
                    ready.push_back(*parent);
            }
        }
        add_circles(all);
        return all;
    }

private:
    [[nodiscard]] std::optional<std::size_t> place_of_parent(GoalInTree const& goal) const
    {
        if (!goal.parent)
            return std::nullopt;
        auto const place = places_.find(*goal.parent);
        return place == places_.end() ? std::nullopt : std::optional(place->second);
    }

    // What waits for itself, and what waits for that: the goals below that were not reckoned are parts of
    // which nothing is known.
    void add_circles(std::map<GoalId, RolledUp>& all) const
    {
        for (std::size_t at = 0; at < goals_.size(); ++at) {
            if (waits_for_[at] == 0)
                continue;
            auto parts = parts_[at];
            parts.resize(parts.size() + waits_for_[at]);
            all.emplace(goals_[at].id, kommin::goals::roll_up(parts));
        }
    }

    std::span<GoalInTree const> goals_;
    std::map<GoalId, std::size_t> places_;
    std::vector<std::vector<Weighted>> parts_;
    std::vector<std::size_t> waits_for_; // goals below that are not reckoned yet
};

}

LightRule rule_for(Measure const& measure)
{
    LightRule rule;
    rule.reports_every = measure.reports_every;
    return rule;
}

FigureStanding standing_of(
    Figure figure, Measure const& measure, std::vector<Report> const& reports, Date today)
{
    FigureStanding standing{.figure = std::move(figure), .way = {}, .last = {}, .judged = {}};
    standing.way = way_of(standing.figure, measure);
    if (auto const* last = latest_confirmed(reports, today))
        standing.last = *last;
    auto const& last = standing.last;
    auto rule = rule_for(measure);
    if (measure.was_done_on(today))
        rule.reports_every = never;
    standing.judged = standing.way
        ? judge(
              rule, standing.figure.aim, standing.way->way,
              last ? std::optional(Reading{last->day, last->value}) : std::nullopt, today)
        : judge_without_way(standing.figure, last);
    return standing;
}

MeasureStanding standing_of(
    Measure const& measure, std::vector<FigureStanding> figures, Date today, MilestoneLight const& milestones)
{
    MeasureStanding standing;
    standing.all = figures.size();
    if (!figures.empty())
        standing.reckoned = Light::no_data;
    else if (milestones)
        standing.reckoned = milestones(measure.id);
    std::vector<Weighted> parts;
    for (auto const& one : figures) {
        parts.push_back({one.figure.weight, one.judged.progress});
        if (one.judged.light == Light::no_data)
            continue;
        standing.reckoned
            = standing.known == 0 ? one.judged.light : worse(*standing.reckoned, one.judged.light);
        ++standing.known;
    }
    if (measure.was_done_on(today))
        judge_by_state(standing, figures);
    standing.progress = roll_up(parts);
    standing.light = shown_light(measure, standing.reckoned, today);
    standing.figures = std::move(figures);
    return standing;
}

std::map<MeasureId, MeasureStanding> list_standings(
    db::Connection& db, TenantId tenant, std::span<Measure const> measures, Date today,
    MilestoneLight const& milestones)
{
    std::vector<MeasureId> ids;
    std::ranges::transform(measures, std::back_inserter(ids), &Measure::id);
    auto figures = list_figures(db, tenant, ids);
    std::vector<FigureId> figure_ids;
    std::ranges::transform(figures, std::back_inserter(figure_ids), &Figure::id);
    std::map<FigureId, std::vector<Report>> reports;
    for (auto& report : list_reports_of(db, tenant, figure_ids, ReportState::confirmed))
        reports[report.figure].push_back(std::move(report));
    std::map<MeasureId, std::vector<Figure>> figures_of;
    for (auto& figure : figures)
        figures_of[figure.measure].push_back(std::move(figure));
    std::map<MeasureId, MeasureStanding> standings;
    for (auto const& measure : measures) {
        std::vector<FigureStanding> known;
        for (auto& figure : figures_of[measure.id]) {
            auto const id = figure.id;
            known.push_back(standing_of(std::move(figure), measure, reports[id], today));
        }
        standings.emplace(measure.id, standing_of(measure, std::move(known), today, milestones));
    }
    return standings;
}

std::map<GoalId, RolledUp> roll_up_goals(
    std::span<GoalInTree const> goals, std::span<ServedBy const> measures)
{
    return GoalTree(goals, measures).roll_up();
}

std::map<GoalId, RolledUp> progress_of_goals(
    db::Connection& db, TenantId tenant, std::span<Goal const> goals,
    std::map<MeasureId, MeasureStanding> const& standings)
{
    std::vector<GoalInTree> tree;
    for (auto const& goal : goals)
        tree.push_back({goal.id, goal.parent, goal.weight});
    std::vector<ServedBy> measures;
    for (auto const& one : list_serving_measures(db, tenant)) {
        auto const standing = standings.find(one.measure);
        measures.push_back(
            {one.goal, one.weight,
             standing == standings.end() ? std::nullopt : standing->second.progress.progress});
    }
    return roll_up_goals(tree, measures);
}

} // namespace kommin::goals
