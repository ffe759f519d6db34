#include "modules/steering/closing/state_of_year.hpp"

#include "modules/goals/goals/api.hpp"
#include "modules/goals/inventory/api.hpp"
#include "modules/goals/measures/api.hpp"
#include "modules/meetings/minutes/api.hpp"
#include "modules/steering/cycle/year_editing.hpp"
#include "modules/steering/cycle/year_pages.hpp"
#include "modules/steering/cycle/year_store.hpp"
#include "modules/steering/evaluations/evaluation_store.hpp"
#include "modules/steering/priorities/priority_store.hpp"
#include "platform/crypto/hash.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace kommin::steering {

namespace {

constexpr std::ptrdiff_t resolutions_at_once = 500;

std::optional<std::string> iso(std::optional<PartialDate> const& day)
{
    return day ? std::optional(day->to_iso()) : std::nullopt;
}

std::optional<std::string> text_of(std::optional<Decimal> value)
{
    return value ? std::optional(value->to_text()) : std::nullopt;
}

std::optional<std::int64_t> number_of(std::optional<int> value)
{
    return value ? std::optional<std::int64_t>(*value) : std::nullopt;
}

std::optional<std::int64_t> millionths(std::optional<goals::Progress> progress)
{
    return progress ? std::optional(progress->millionths) : std::nullopt;
}

// What is read once for all parts of the state.
class StateReading {
public:
    StateReading(db::Connection& db, TenantId tenant, Actor const& actor, SteeringYear const& year, Date day)
        : db_(db)
        , tenant_(tenant)
        , actor_(actor)
        , year_(year)
        , day_(day)
        , names_(goals::load_measure_names(db, tenant, day))
        , measures_(goals::list_measures_of_owner(db, tenant, year.body))
        , standings_(goals::list_standings_on(db, tenant, measures_, day))
    { }

    YearState state()
    {
        YearState state;
        state.owner = names_.owner(year_.body);
        state.year = year_.year;
        state.state_day = to_iso(day_);
        if (year_.panel)
            state.panel = names_.panel(*year_.panel);
        state.goals = read_goals();
        state.measures = read_measures();
        state.inventories = read_inventories();
        auto const weights = year_.weights();
        state.weights.assign(weights.begin(), weights.end());
        state.priorities = read_priorities();
        state.evaluations = read_evaluations();
        state.steps = read_steps();
        state.decisions = read_decisions();
        if (std::ssize(measures_) >= goals::most_of_one_owner)
            state.cut.emplace_back("measures");
        // They are numbered without gaps.
        if (!state.decisions.empty() && state.decisions.back().number >= most_decisions)
            state.cut.emplace_back("decisions");
        return state;
    }

private:
    std::vector<StateGoal> read_goals()
    {
        auto all = goals::list_goals(db_, tenant_);
        std::erase_if(all, [&](goals::Goal const& one) { return one.body != year_.body; });
        for (auto const& goal : all)
            titles_of_goals_.emplace(goal.id, goals::full_title_of(goal));
        std::erase_if(all, [&](goals::Goal const& one) { return begins_later(one.valid_from); });
        auto const adoptions = goals::list_adoptions(db_, tenant_, day_);
        // Measures of municipalities serve goals of the Kreis, too.
        std::vector<goals::GoalId> ids;
        for (auto const& goal : all)
            ids.push_back(goal.id);
        auto serving = goals::list_measures_serving(db_, tenant_, ids);
        std::erase_if(serving, [&](goals::Measure const& one) { return begins_later(one.starts); });
        auto const progress = goals::progress_of_goals(
            db_, tenant_, all, goals::list_standings_on(db_, tenant_, serving, day_));
        auto const resolutions = resolutions_of(adoptions);
        std::vector<StateGoal> read;
        for (auto const& goal : all) {
            auto const* adoption = goals::adoption_in(adoptions, goal.id);
            StateGoal one;
            one.id = goal.id.value;
            one.number = goal.number;
            one.title = goal.title;
            one.text = goal.text;
            one.kind = to_text(goal.kind);
            if (goal.panel)
                one.field = names_.panel(*goal.panel);
            if (goal.parent)
                one.parent = goal.parent->value;
            if (goal.serves)
                one.serves = goal.serves->value;
            one.standing = to_text(goals::standing_of(goal, adoption, day_));
            if (adoption != nullptr) {
                one.adopted_on = iso(adoption->day);
                if (auto const found = resolutions.find(adoption->resolution); found != resolutions.end())
                    one.resolution = resolution_of(found->second);
            }
            one.influence = to_text(goal.influence);
            one.influence_reason = goal.influence_reason;
            one.weight = goal.weight;
            if (auto const found = progress.find(goal.id); found != progress.end()) {
                one.progress = millionths(found->second.progress);
                one.known = static_cast<std::int64_t>(found->second.known);
                one.all = static_cast<std::int64_t>(found->second.all);
            }
            read.push_back(std::move(one));
        }
        return read;
    }

    // So many at once are read.
    [[nodiscard]] std::map<goals::ResolutionId, goals::Resolution> resolutions_of(
        goals::Adoptions const& adoptions) const
    {
        std::set<goals::ResolutionId> named;
        for (auto const& [goal, adoption] : adoptions)
            named.insert(adoption.resolution);
        std::map<goals::ResolutionId, goals::Resolution> found;
        std::vector<goals::ResolutionId> ids;
        for (auto const id : named) {
            ids.push_back(id);
            if (std::ssize(ids) < resolutions_at_once && id != *named.rbegin())
                continue;
            for (auto& one : goals::list_resolutions_of(db_, tenant_, ids))
                found.emplace(one.id, std::move(one));
            ids.clear();
        }
        return found;
    }

    [[nodiscard]] StateResolution resolution_of(goals::Resolution const& resolution) const
    {
        StateResolution one;
        one.id = resolution.id.value;
        one.day = iso(resolution.day);
        one.by = resolution.panel ? names_.panel(*resolution.panel) : resolution.resolved_by;
        one.kind = to_text(resolution.kind);
        one.result = to_text(resolution.result);
        one.paper = resolution.paper;
        return one;
    }

    std::vector<StateInventory> read_inventories()
    {
        std::vector<StateInventory> read;
        for (auto const& inventory : goals::list_counted_inventories(db_, tenant_, year_.body, year_.year)) {
            StateInventory one;
            one.id = inventory.id.value;
            one.title = inventory.title;
            if (inventory.until)
                one.until = to_iso(*inventory.until);
            one.state = to_text(inventory.state);
            one.asked = inventory.asked;
            one.with_entries = inventory.with_entries;
            one.with_nothing = inventory.with_nothing;
            for (auto const& field : inventory.fields)
                one.fields.push_back(
                    {.field = names_.panel(field.panel),
                     .structures = field.structures,
                     .measures = field.measures});
            read.push_back(std::move(one));
        }
        return read;
    }

    std::vector<StateMeasure> read_measures()
    {
        std::map<goals::MeasureId, std::vector<StateServed>> served;
        for (auto const& one : goals::list_serving_measures(db_, tenant_))
            served[one.measure].push_back({.goal = one.goal.value, .weight = one.weight});
        std::vector<goals::FigureId> figures;
        for (auto const& [id, standing] : standings_) {
            for (auto const& figure : standing.figures)
                figures.push_back(figure.figure.id);
        }
        std::map<goals::FigureId, std::vector<goals::Report>> reports;
        for (auto& report : goals::list_reports_of(db_, tenant_, figures))
            reports[report.figure].push_back(std::move(report));
        std::vector<goals::MeasureId> ids;
        for (auto const& measure : measures_)
            ids.push_back(measure.id);
        auto milestones = goals::list_milestones_of(db_, tenant_, ids);
        auto const risks = goals::list_open_risks_of(db_, tenant_, ids);
        std::vector<StateMeasure> read;
        for (auto const& measure : measures_) {
            if (begins_later(measure.starts))
                continue;
            auto one = measure_of(measure, standings_.at(measure.id), reports);
            for (auto const& milestone : goals::milestones_on(std::move(milestones[measure.id]), day_))
                one.milestones.push_back(milestone_of(milestone));
            if (auto const found = risks.find(measure.id); found != risks.end()) {
                for (auto const& risk : found->second)
                    one.risks.push_back(risk_of(risk));
            }
            one.goals = std::move(served[measure.id]);
            std::ranges::sort(one.goals, {}, &StateServed::goal);
            read.push_back(std::move(one));
        }
        return read;
    }

    StateMeasure measure_of(
        goals::Measure const& measure, goals::MeasureStanding const& standing,
        std::map<goals::FigureId, std::vector<goals::Report>>& reports)
    {
        StateMeasure one;
        one.id = measure.id.value;
        one.number = measure.number;
        one.title = measure.title;
        one.field = names_.panel(measure.panel);
        if (measure.unit)
            one.in_charge = names_.unit(*measure.unit);
        one.is_other_in_charge = !measure.unit && !measure.office.empty();
        one.state = to_text(measure.state);
        one.state_reason = measure.state_reason;
        if (measure.state_since)
            one.state_since = to_iso(*measure.state_since);
        one.is_recurring = measure.is_recurring;
        one.starts = iso(measure.starts);
        one.ends = iso(measure.ends);
        one.deadline = iso(measure.deadline);
        if (standing.light) {
            one.light = to_text(standing.light->light);
            if (standing.light->is_by_hand) {
                if (standing.light->reckoned)
                    one.reckoned = to_text(*standing.light->reckoned);
                one.hand_reason = measure.by_hand->reason;
                one.hand_by = measure.by_hand->by;
            }
        }
        one.progress = millionths(standing.progress.progress);
        one.known = static_cast<std::int64_t>(standing.known);
        one.all = static_cast<std::int64_t>(standing.all);
        for (auto const& figure : standing.figures)
            one.figures.push_back(figure_of(figure, reports[figure.figure.id]));
        return one;
    }

    static StateFigure figure_of(
        goals::FigureStanding const& standing, std::vector<goals::Report> const& reports)
    {
        auto const& figure = standing.figure;
        StateFigure one;
        one.id = figure.id.value;
        one.name = figure.name;
        one.unit = figure.unit;
        one.aim = to_text(figure.aim);
        one.target_kind = to_text(figure.target_kind);
        one.baseline = text_of(figure.baseline);
        one.baseline_unit = figure.baseline_unit;
        one.baseline_day = iso(figure.baseline_day);
        one.target = figure.target.to_text();
        one.deadline = iso(figure.deadline);
        one.rule = to_text(figure.rule);
        one.light = to_text(standing.judged.light);
        one.light_reason = to_text(standing.judged.reason);
        if (standing.last) {
            one.value = standing.last->value.to_text();
            one.value_day = to_iso(standing.last->day);
        }
        one.expected = text_of(standing.judged.expected);
        one.progress = millionths(standing.judged.progress);
        for (auto const& report : reports)
            one.reports.push_back(report_of(report));
        std::ranges::sort(one.reports, {}, &StateReport::id);
        return one;
    }

    static StateMilestone milestone_of(goals::Milestone const& milestone)
    {
        StateMilestone one;
        one.title = milestone.title;
        one.due = iso(milestone.due);
        if (milestone.done_on)
            one.done_on = to_iso(*milestone.done_on);
        return one;
    }

    static StateRisk risk_of(goals::Risk const& risk)
    {
        StateRisk one;
        one.title = risk.title;
        one.probability = to_text(risk.probability);
        one.damage = to_text(risk.damage);
        one.response = risk.response;
        return one;
    }

    static StateReport report_of(goals::Report const& report)
    {
        StateReport one;
        one.id = report.id.value;
        one.day = to_iso(report.day);
        one.value = report.value.to_text();
        one.source = report.source;
        one.state = to_text(report.state);
        one.reported_by = report.reported_by;
        one.reported_at = to_iso(report.reported_at);
        one.decided_by = report.decided_by;
        if (report.decided_at)
            one.decided_at = to_iso(*report.decided_at);
        return one;
    }

    std::vector<StatePriority> read_priorities()
    {
        auto const all = list_priorities(db_, tenant_, year_.id);
        auto const ranks = ranks_of(all, year_.weights());
        std::vector<StatePriority> read;
        for (auto const& priority : all) {
            StatePriority one;
            if (priority.goal) {
                one.goal = priority.goal->value;
                if (auto const title = titles_of_goals_.find(*priority.goal); title != titles_of_goals_.end())
                    one.title = title->second;
            }
            if (priority.measure) {
                one.measure = priority.measure->value;
                one.title = title_of_measure(*priority.measure);
            }
            one.need = number_of(priority.marks[0]);
            one.influence = number_of(priority.marks[1]);
            one.cost = number_of(priority.marks[2]);
            one.resolution = number_of(priority.marks[3]);
            one.reason = priority.reason;
            one.rank_reason = priority.rank_reason;
            one.source = priority.source;
            if (auto const rank = ranks.find(priority.id); rank != ranks.end()) {
                one.score = number_of(rank->second.score);
                one.reckoned_rank = number_of(rank->second.reckoned);
                one.shown_rank = number_of(rank->second.shown);
            }
            read.push_back(std::move(one));
        }
        return read;
    }

    std::vector<StateEvaluation> read_evaluations()
    {
        std::vector<StateEvaluation> read;
        for (auto const& evaluation : list_evaluations(db_, tenant_, year_.id)) {
            StateEvaluation one;
            one.measure = evaluation.measure.value;
            one.title = title_of_measure(evaluation.measure);
            one.view = to_text(evaluation.view);
            one.evaluator = evaluation.evaluator;
            one.day = to_iso(evaluation.day);
            one.effect = evaluation.effect;
            one.effort = evaluation.effort;
            one.lessons = evaluation.lessons;
            one.verdict = to_text(evaluation.verdict);
            one.verdict_why = evaluation.verdict_why;
            one.written_by = evaluation.written_by;
            read.push_back(std::move(one));
        }
        return read;
    }

    std::vector<StateStep> read_steps()
    {
        std::vector<StateStep> read;
        for (auto& whole : list_steps(db_, tenant_, year_.id)) {
            auto const& step = whole.step;
            StateStep one;
            one.kind = to_text(step.kind);
            if (step.account)
                one.account = "account:" + std::to_string(*step.account);
            one.owner = step.owner;
            one.due = iso(step.due);
            one.state = to_text(step.state);
            one.outcome = step.outcome;
            for (auto const& line : whole.lines)
                one.lines.push_back(
                    {.title = line.title,
                     .done_on = line.done_on ? std::optional(to_iso(*line.done_on)) : std::nullopt});
            for (auto const& document : whole.documents)
                one.documents.push_back({.title = document.title, .link = document.link});
            // They stay as they are: nothing of a closed year is removed.
            for (auto const& file : whole.files)
                one.documents.push_back(
                    {.title = file.title,
                     .link = std::string(step_file_url(year_.id, step.id, file.id).text()),
                     .digest = file.hash});
            for (auto const& decision : whole.decisions)
                one.decisions.push_back(decision_value(decision));
            read.push_back(std::move(one));
        }
        return read;
    }

    std::vector<StateDecision> read_decisions()
    {
        std::vector<StateDecision> read;
        for (auto const& decision : list_decisions_of_year(db_, tenant_, actor_, year_)) {
            StateDecision one;
            one.key = decision_value({decision.meeting, decision.motion});
            one.number = decision.number;
            one.year = decision.year;
            one.day = iso(decision.day);
            one.result = to_text(decision.outcome);
            one.wording_hash = hash_of_wording(decision);
            read.push_back(std::move(one));
        }
        return read;
    }

    // After the day of the state: then nothing of it was so.
    [[nodiscard]] bool begins_later(std::optional<PartialDate> const& begins) const
    {
        return begins && begins->first_possible_day() > day_;
    }

    [[nodiscard]] std::string title_of_measure(goals::MeasureId id) const
    {
        auto const found = std::ranges::find(measures_, id, &goals::Measure::id);
        return found == measures_.end() ? std::string{} : goals::full_title_of(*found);
    }

    db::Connection& db_;
    TenantId tenant_;
    Actor const& actor_;
    SteeringYear const& year_;
    Date day_;
    goals::MeasureNames names_;
    std::vector<goals::Measure> measures_;
    std::map<goals::MeasureId, goals::MeasureStanding> standings_;
    std::map<goals::GoalId, std::string> titles_of_goals_;
};

std::optional<PartialDate> partial_date_in(std::optional<std::string> const& iso)
{
    return iso ? PartialDate::parse(*iso) : std::nullopt;
}

bool is_answered(StateFigure const& figure, StateReport const& questioned)
{
    return std::ranges::any_of(figure.reports, [&](StateReport const& one) {
        return one.reported_at > questioned.decided_at.value_or(questioned.reported_at);
    });
}

}

MessageKey label_of(Missing missing)
{
    switch (missing) {
    case Missing::year_not_over:
        return "year.missing.year_not_over"_msg;
    case Missing::previous_open:
        return "year.missing.previous_open"_msg;
    case Missing::step_open:
        return "year.missing.step_open"_msg;
    case Missing::report_unconfirmed:
        return "year.missing.report_unconfirmed"_msg;
    case Missing::question_unanswered:
        return "year.missing.question_unanswered"_msg;
    case Missing::figure_without_value:
        return "year.missing.figure_without_value"_msg;
    case Missing::measure_without_evaluation:
        return "year.missing.measure_without_evaluation"_msg;
    case Missing::priority_unanswered:
        return "year.missing.priority_unanswered"_msg;
    case Missing::measures_cut:
        return "year.missing.measures_cut"_msg;
    case Missing::decisions_cut:
        return "year.missing.decisions_cut"_msg;
    case Missing::money_cut:
        break;
    }
    return "year.missing.money_cut"_msg;
}

Date state_day_of(SteeringYear const& year, Date today)
{
    return std::min(today, year.last_day());
}

YearState state_of_year(
    db::Connection& db, TenantId tenant, Actor const& actor, SteeringYear const& year, Date today,
    MoneyOfYear const& money)
{
    auto state = StateReading(db, tenant, actor, year, state_day_of(year, today)).state();
    state.is_money_known = money.is_kept();
    if (money.is_kept() && money.is_seen_by(actor, year.owner())) {
        state.money = money.list(db, tenant, year.body, year.year);
        if (state.money.size() >= most_money_lines)
            state.cut.emplace_back("money");
    }
    return state;
}

std::string hash_of_wording(meetings::NamedDecision const& decision)
{
    return crypto::sha256_hex(decision.wording);
}

bool is_of_year(StateMeasure const& measure, YearState const& state)
{
    auto const year = static_cast<int>(state.year);
    goals::MeasureTime const time{
        .state = enum_from<goals::MeasureState>(measure.state).value_or(goals::MeasureState::running),
        .state_since = measure.state_since ? parse_date(*measure.state_since) : std::nullopt,
        .is_recurring = measure.is_recurring,
        .starts = partial_date_in(measure.starts),
        .ends = partial_date_in(measure.ends),
        .deadline = partial_date_in(measure.deadline)};
    auto const last_day = std::chrono::year{year} / std::chrono::December / 31;
    return goals::is_of_year(time, year, parse_date(state.state_day).value_or(last_day));
}

std::vector<StateMissing> missing_of(YearState const& state, Date today, bool is_previous_open)
{
    std::vector<StateMissing> missing;
    auto const add = [&](Missing kind, std::string what) {
        missing.push_back({.kind = std::string(to_text(kind)), .what = std::move(what)});
    };
    if (state.year >= static_cast<int>(today.year()))
        add(Missing::year_not_over, {});
    if (is_previous_open)
        add(Missing::previous_open, std::to_string(state.year - 1));
    for (auto const& step : state.steps) {
        if (step.state == to_text(StepState::open) || step.state == to_text(StepState::running))
            add(Missing::step_open, step.kind);
    }
    std::vector<StateMissing> questions, values, unevaluated;
    for (auto const& measure : state.measures) {
        if (!is_of_year(measure, state))
            continue;
        auto const title = measure.number.empty() ? measure.title : measure.number + ' ' + measure.title;
        for (auto const& figure : measure.figures) {
            auto const what = title + ": " + figure.name;
            for (auto const& report : figure.reports) {
                if (report.day > state.state_day)
                    continue;
                if (report.state == to_text(goals::ReportState::reported))
                    add(Missing::report_unconfirmed, what);
                if (report.state == to_text(goals::ReportState::questioned) && !is_answered(figure, report))
                    questions.push_back({std::string(to_text(Missing::question_unanswered)), what});
            }
            if (!figure.value)
                values.push_back({std::string(to_text(Missing::figure_without_value)), what});
        }
        if (std::ranges::find(state.evaluations, measure.id, &StateEvaluation::measure)
            == state.evaluations.end())
            unevaluated.push_back({std::string(to_text(Missing::measure_without_evaluation)), title});
    }
    for (auto* part : {&questions, &values, &unevaluated})
        missing.insert(missing.end(), part->begin(), part->end());
    for (auto const& priority : state.priorities) {
        if (!priority.score)
            add(Missing::priority_unanswered, priority.title);
    }
    for (auto const& what : state.cut) {
        if (what == "measures")
            add(Missing::measures_cut, {});
        else
            add(what == "money" ? Missing::money_cut : Missing::decisions_cut, {});
    }
    return missing;
}

} // namespace kommin::steering
