#include "modules/steering/priorities/priority_proposals.hpp"

#include "modules/steering/cycle/year_store.hpp"
#include "modules/steering/evaluations/evaluation_store.hpp"
#include "modules/steering/evaluations/measures_of_year.hpp"
#include "modules/steering/priorities/priority_store.hpp"
#include "platform/i18n/texts.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::steering {

namespace {

i18n::Texts const& german()
{
    return i18n::Texts::of(i18n::Language::german());
}

// What proposals are made of, read once for all of a year.
class Proposing {
public:
    Proposing(
        db::Connection& db, TenantId tenant, SteeringYear const& year, Date today, CostOfMeasures const& cost)
        : today_(today)
        , year_(year)
        , names_(goals::load_measure_names(db, tenant, today))
        , adoptions_(goals::list_adoptions(db, tenant))
    {
        for (auto& goal : goals::list_goals(db, tenant))
            goals_.emplace(goal.id, std::move(goal));
        for (auto const& one : goals::list_serving_measures(db, tenant))
            served_[one.measure].push_back(one.goal);
        if (auto const before = find_year(db, tenant, year.body, year.year - 1)) {
            for (auto& one : list_evaluations(db, tenant, before->id))
                evaluations_[one.measure].push_back(std::move(one));
        }
        if (cost)
            costs_ = cost(db, tenant, year.body, year.year);
    }

    [[nodiscard]] std::map<goals::GoalId, goals::Goal> const& goals() const { return goals_; }

    [[nodiscard]] std::vector<Proposal> of_goal(goals::Goal const& goal) const
    {
        std::vector<Proposal> proposals;
        if (auto const mark = mark_of(goal.influence))
            proposals.push_back(
                {Criterion::influence, *mark,
                 german()(
                     "priority.source.influence"_msg, {{"influence", german()(label_of(goal.influence))}})});
        if (auto const mark = standing_mark(goal))
            proposals.push_back(
                {Criterion::resolution, *mark,
                 german()("priority.source.resolution"_msg, {{"resolved", resolved_by(goal)}})});
        return proposals;
    }

    [[nodiscard]] std::vector<Proposal> of_measure(goals::Measure const& measure) const
    {
        std::vector<Proposal> proposals;
        add_from_evaluations(measure.id, proposals);
        if (auto const cost = costs_.find(measure.id); cost != costs_.end())
            proposals.push_back(
                {Criterion::cost, mark_of_cost(cost->second),
                 german()(
                     // Not the sum: what is taken over is read by those, too, who see no money.
                     "priority.source.cost_planned"_msg, {{"year", std::to_string(year_.year)}})});
        add_from_goals(measure.id, proposals);
        return proposals;
    }

private:
    [[nodiscard]] std::optional<int> standing_mark(goals::Goal const& goal) const
    {
        auto const* adoption = goals::adoption_in(adoptions_, goal.id);
        return mark_of(goals::standing_of(goal, adoption, today_));
    }
    // "Kreistag, 5. Juni 2007"
    [[nodiscard]] std::string resolved_by(goals::Goal const& goal) const
    {
        auto const& adoption = *goals::adoption_in(adoptions_, goal.id);
        auto who = adoption.panel ? names_.panel(*adoption.panel) : adoption.resolved_by;
        return adoption.day ? who + ", " + german().partial_date(*adoption.day) : who;
    }

    void add_from_evaluations(goals::MeasureId measure, std::vector<Proposal>& proposals) const
    {
        auto const found = evaluations_.find(measure);
        if (found == evaluations_.end())
            return;
        auto const last_year = std::to_string(year_.year - 1);
        for (auto const& one : found->second) {
            auto const view = german()(label_of(one.view));
            proposals.push_back(
                {Criterion::need, mark_of(one.verdict),
                 german()(
                     "priority.source.need"_msg,
                     {{"year", last_year}, {"view", view}, {"verdict", german()(label_of(one.verdict))}})});
            proposals.push_back(
                {Criterion::cost, mark_of_effort(one.effort),
                 german()(
                     "priority.source.cost"_msg,
                     {{"year", last_year}, {"view", view}, {"effort", one.effort}})});
        }
    }

    // Of the goals that it serves the one that speaks most for it.
    void add_from_goals(goals::MeasureId measure, std::vector<Proposal>& proposals) const
    {
        auto const found = served_.find(measure);
        if (found == served_.end())
            return;
        std::optional<Proposal> influence, resolution;
        for (auto const id : found->second) {
            auto const goal = goals_.find(id);
            // Of whom it is not is not said here.
            if (goal == goals_.end() || goal->second.body != year_.body)
                continue;
            auto const title = goals::full_title_of(goal->second);
            if (auto const mark = mark_of(goal->second.influence);
                mark && (!influence || *mark > influence->mark))
                influence = Proposal{
                    Criterion::influence, *mark,
                    german()(
                        "priority.source.influence_of"_msg,
                        {{"influence", german()(label_of(goal->second.influence))}, {"goal", title}})};
            if (auto const mark = standing_mark(goal->second);
                mark && (!resolution || *mark > resolution->mark))
                resolution = Proposal{
                    Criterion::resolution, *mark,
                    german()(
                        "priority.source.resolution_of"_msg,
                        {{"resolved", resolved_by(goal->second)}, {"goal", title}})};
        }
        for (auto* one : {&influence, &resolution}) {
            if (*one)
                proposals.push_back(std::move(**one));
        }
    }

    Date today_;
    SteeringYear const& year_;
    goals::MeasureNames names_;
    goals::Adoptions adoptions_;
    std::map<goals::GoalId, goals::Goal> goals_;
    std::map<goals::MeasureId, std::vector<goals::GoalId>> served_;
    std::map<goals::MeasureId, std::vector<MeasureEvaluation>> evaluations_; // of the year before
    std::map<goals::MeasureId, std::int64_t> costs_;
};

}

std::string Weighed::key() const
{
    return goal ? 'g' + std::to_string(goal->value) : 'm' + std::to_string(measure.value().value);
}

std::optional<int> agreed_mark(std::vector<Proposal> const& proposals, Criterion criterion)
{
    std::optional<int> mark;
    for (auto const& one : proposals) {
        if (one.criterion != criterion)
            continue;
        if (mark && *mark != one.mark)
            return std::nullopt;
        mark = one.mark;
    }
    return mark;
}

std::optional<int> mark_of(goals::Influence influence)
{
    switch (influence) {
    case goals::Influence::direct:
        return 5;
    case goals::Influence::shared:
        return 3;
    case goals::Influence::none:
        return 1;
    case goals::Influence::unscreened:
        break;
    }
    return std::nullopt;
}

std::optional<int> mark_of(goals::GoalStanding standing)
{
    switch (standing) {
    case goals::GoalStanding::adopted:
        return 5;
    case goals::GoalStanding::changed_since:
        return 4;
    case goals::GoalStanding::draft:
    case goals::GoalStanding::ended:
        break;
    }
    return std::nullopt;
}

int mark_of(Verdict verdict)
{
    switch (verdict) {
    case Verdict::go_on:
        return 4;
    case Verdict::change:
        return 3;
    case Verdict::end:
        break;
    }
    return 1;
}

int mark_of_effort(int effort)
{
    return best_mark + worst_mark - effort;
}

int mark_of_cost(std::int64_t cents)
{
    constexpr std::array<std::int64_t, 4> limits{100'000, 1'000'000, 5'000'000, 20'000'000};
    int mark = best_mark;
    for (auto const limit : limits) {
        if (cents > limit)
            --mark;
    }
    return mark;
}

std::vector<Weighed> list_weighed(
    db::Connection& db, TenantId tenant, SteeringYear const& year, Date today, CostOfMeasures const& cost)
{
    Proposing const proposing(db, tenant, year, today, cost);
    std::map<goals::GoalId, Priority> of_goals;
    std::map<goals::MeasureId, Priority> of_measures;
    for (auto& one : list_priorities(db, tenant, year.id)) {
        if (one.goal)
            of_goals.emplace(*one.goal, std::move(one));
        else
            of_measures.emplace(one.measure.value(), std::move(one));
    }
    std::vector<Weighed> weighed;
    auto const first_day = std::chrono::year(year.year) / std::chrono::January / 1;
    for (auto const& [id, goal] : proposing.goals()) {
        auto const found = of_goals.find(id);
        bool const is_weighed = found != of_goals.end();
        if (goal.body != year.body || (goal.has_ended(first_day) && !is_weighed))
            continue;
        weighed.push_back(
            {.goal = id,
             .measure = std::nullopt,
             .title = goals::full_title_of(goal),
             .priority = is_weighed ? std::optional(std::move(found->second)) : std::nullopt,
             .proposals = proposing.of_goal(goal)});
    }
    for (auto const& measure : goals::list_measures_of_owner(db, tenant, year.body)) {
        auto const found = of_measures.find(measure.id);
        bool const is_weighed = found != of_measures.end();
        if (!goals::is_of_year(measure, year.year, today) && !is_weighed)
            continue;
        weighed.push_back(
            {.goal = std::nullopt,
             .measure = measure.id,
             .title = goals::full_title_of(measure),
             .priority = is_weighed ? std::optional(std::move(found->second)) : std::nullopt,
             .proposals = proposing.of_measure(measure)});
    }
    return weighed;
}

} // namespace kommin::steering
