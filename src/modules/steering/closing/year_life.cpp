#include "modules/steering/closing/year_life.hpp"

#include "modules/goals/goals/api.hpp"
#include "modules/goals/measures/api.hpp"
#include "modules/steering/closing/closed_year_store.hpp"
#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/cycle/year_pages.hpp"
#include "modules/steering/cycle/year_store.hpp"
#include "modules/steering/evaluations/evaluation_pages.hpp"
#include "modules/steering/priorities/priority_pages.hpp"
#include "platform/base/text.hpp"
#include "platform/web/life_line.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kommin::steering {

namespace {

constexpr int most_years_told = 300;
constexpr int most_decisions_told = 200;
constexpr std::size_t longest_wording = 240; // bytes: the minutes have the rest

// Those of which this reader may know.
std::map<YearId, SteeringYear> years_seen(web::Call const& call)
{
    std::map<YearId, SteeringYear> years;
    if (!call.actor().may_somewhere(see_years))
        return years;
    for (auto& year : list_years(call.db(), call.site.tenant, call.actor().where(see_years), most_years_told))
        years.emplace(year.id, std::move(year));
    return years;
}

// Priorities and evaluations of the goals and measures that stand in the line.
struct SaidOfThem {
    std::vector<Priority> priorities;
    std::vector<MeasureEvaluation> evaluations;
};
SaidOfThem said_of_them(web::Call const& call, web::LifeLine const& line)
{
    auto const measures = line.ids_of<goals::MeasureId>(goals::measure_subject);
    auto const served = line.ids_of<goals::GoalId>(goals::goal_subject);
    return {
        list_priorities_of(call.db(), call.site.tenant, served, measures),
        list_evaluations_of(call.db(), call.site.tenant, measures)};
}

// The goals and measures that a year has weighed, evaluated or decided on, as far as this reader may see
// them.
void go_back_from_years(web::Call const& call, web::LifeLine& line)
{
    if (!line.is_of(year_subject))
        return;
    auto const tenant = call.site.tenant;
    YearId const year{line.of().id};
    std::vector<goals::MeasureId> measures;
    std::set<goals::GoalId> served;
    auto const take = [&](std::optional<goals::GoalId> goal, std::optional<goals::MeasureId> measure) {
        if (goal)
            served.insert(*goal);
        if (measure && std::ranges::find(measures, *measure) == measures.end())
            measures.push_back(*measure);
    };
    for (auto const& one : list_priorities(call.db(), tenant, year))
        take(one.goal, one.measure);
    for (auto const& one : list_evaluations(call.db(), tenant, year))
        take({}, one.measure);
    for (auto const& one : list_linked_decisions(call.db(), tenant, year))
        take(one.goal, one.measure);
    if (!measures.empty()) {
        for (auto const& one : goals::list_named_measures(call.db(), tenant, call.actor(), measures))
            line.add(goals::measure_subject, one.id.value);
    }
    if (served.empty())
        return;
    for (auto const& goal : goals::list_goals(call.db(), tenant)) {
        if (served.contains(goal.id) && call.actor().may(goals::see_goals, goal.owner()))
            line.add(goals::goal_subject, goal.id.value);
    }
}

// Of a year what it has said itself; of goals and measures what all years have said of them.
void go_on_to_years(web::Call const& call, web::LifeLine& line)
{
    if (line.is_of(year_subject)) {
        YearId const year{line.of().id};
        for (auto const& one : list_priorities(call.db(), call.site.tenant, year))
            line.add(priority_subject, one.id.value);
        for (auto const& one : list_evaluations(call.db(), call.site.tenant, year))
            line.add(evaluation_subject, one.id.value);
        return;
    }
    auto const said = said_of_them(call, line);
    if (said.priorities.empty() && said.evaluations.empty())
        return;
    auto const years = years_seen(call);
    for (auto const& one : said.priorities) {
        if (years.contains(one.year))
            line.add(priority_subject, one.id.value);
    }
    for (auto const& one : said.evaluations) {
        if (years.contains(one.year))
            line.add(evaluation_subject, one.id.value);
    }
}

// What is told, with the words it needs.
class YearsTold {
public:
    YearsTold(web::Call const& call, web::LifeLine& line)
        : call_(call)
        , texts_(web::staff_texts(call))
        , line_(line)
        , years_(years_seen(call))
    { }

    void tell()
    {
        tell_decisions();
        if (line_.is_of(year_subject))
            tell_itself(YearId{line_.of().id});
        auto const priorities = line_.ids_of<PriorityId>(priority_subject);
        auto const evaluations = line_.ids_of<EvaluationId>(evaluation_subject);
        if (priorities.empty() && evaluations.empty())
            return;
        auto said = said_of_them(call_, line_);
        std::erase_if(said.priorities, [&](Priority const& one) {
            return !years_.contains(one.year) || std::ranges::find(priorities, one.id) == priorities.end();
        });
        std::erase_if(said.evaluations, [&](MeasureEvaluation const& one) {
            return !years_.contains(one.year) || std::ranges::find(evaluations, one.id) == evaluations.end();
        });
        load_titles(said);
        tell_priorities(said.priorities);
        for (auto const& one : said.evaluations)
            tell_evaluation(one);
        tell_closings(years_of(said));
    }

private:
    // Of whatever stands in the line by now, above the record and below it; of a year and of a meeting all.
    [[nodiscard]] std::vector<LinkedDecision> decisions_of_line() const
    {
        auto const tenant = call_.site.tenant;
        if (line_.is_of(year_subject))
            return list_linked_decisions(call_.db(), tenant, YearId{line_.of().id});
        if (line_.is_of(meetings::meeting_subject))
            return list_linked_decisions(call_.db(), tenant, std::vector{meetings::MeetingId{line_.of().id}});
        auto const served = line_.ids_of<goals::GoalId>(goals::goal_subject);
        auto const measures = line_.ids_of<goals::MeasureId>(goals::measure_subject);
        if (served.empty() && measures.empty())
            return {};
        return list_decisions_about(call_.db(), tenant, served, measures, most_decisions_told);
    }
    // Each once, with what it is about as far as the line or this reader knows of that. The minutes are read
    // by their own right.
    void tell_decisions()
    {
        auto linked = decisions_of_line();
        std::erase_if(linked, [&](LinkedDecision const& one) { return !years_.contains(one.year); });
        std::vector<meetings::MeetingId> decided_at;
        std::vector<DecisionSubject> subjects;
        for (auto const& one : linked) {
            line_.add(step_subject, one.step.value); // says where there were too many
            if (std::ranges::find(decided_at, one.meeting) == decided_at.end())
                decided_at.push_back(one.meeting);
            if (one.goal || one.measure)
                subjects.push_back({{one.meeting, one.motion}, one.goal, one.measure});
        }
        if (linked.empty())
            return;
        auto const tenant = call_.site.tenant;
        auto const steps = line_.ids_of<StepId>(step_subject);
        auto const titles = load_subject_titles(call_.db(), tenant, call_.actor(), subjects);
        for (auto const& one :
             meetings::list_named_decisions(call_.db(), tenant, call_.actor(), decided_at)) {
            StepDecision const decision{one.meeting, one.motion};
            bool const is_linked = std::ranges::any_of(linked, [&](LinkedDecision const& each) {
                return StepDecision{each.meeting, each.motion} == decision
                    && std::ranges::find(steps, each.step) != steps.end();
            });
            if (is_linked)
                tell_decision(one, titles_of(decision, subjects, titles));
        }
    }
    [[nodiscard]] std::vector<std::string> titles_of(
        StepDecision const& decision, std::vector<DecisionSubject> const& subjects,
        SubjectTitles const& titles) const
    {
        std::vector<std::string> named;
        for (auto const& one : subjects) {
            if (one.decision != decision || (one.goal && is_itself(goals::goal_subject, one.goal->value))
                || (one.measure && is_itself(goals::measure_subject, one.measure->value)))
                continue;
            auto title = titles.of(one);
            if (!title.empty() && std::ranges::find(named, title) == named.end())
                named.push_back(std::move(title));
        }
        return named;
    }
    void tell_decision(meetings::NamedDecision const& one, std::vector<std::string> const& about_what)
    {
        auto wording = std::string(truncate_utf8(one.wording, longest_wording));
        if (wording.size() < one.wording.size())
            wording += "…";
        auto sentence = texts_(
            "life.decision"_msg,
            {{"decision", name_of(one, texts_)},
             {"meeting", one.meeting_title},
             {"result", texts_(label_of(one.outcome))},
             {"wording", wording}});
        if (!about_what.empty())
            sentence = texts_.list(about_what) + ": " + sentence;
        line_.tell(one.day, std::move(sentence), meetings::minutes_desk_url(one.meeting));
    }
    // The year whose line it is: its steps by their days, and how it stands.
    void tell_itself(YearId id)
    {
        auto const year = years_.find(id);
        if (year == years_.end())
            return;
        for (auto const& whole : list_steps(call_.db(), call_.site.tenant, id)) {
            auto const& step = whole.step;
            if (step.due)
                line_.tell_due(
                    *step.due,
                    texts_(
                        "life.step"_msg,
                        {{"step", texts_(label_of(step.kind))}, {"state", texts_(label_of(step.state))}}),
                    step_url(id, step.id));
        }
        if (year->second.is_closed)
            tell_closings({id});
        line_.tell_now(mark_of(year->second, texts_).text);
    }
    // Of the record itself its line says nothing; of others what they are called.
    void load_titles(SaidOfThem const& said)
    {
        auto const tenant = call_.site.tenant;
        std::vector<goals::MeasureId> measures;
        bool has_goals = false;
        for (auto const& one : said.priorities) {
            has_goals = has_goals || one.goal;
            if (one.measure)
                measures.push_back(*one.measure);
        }
        for (auto const& one : said.evaluations)
            measures.push_back(one.measure);
        for (auto& one : goals::list_named_measures(call_.db(), tenant, call_.actor(), measures)) {
            if (!is_itself(goals::measure_subject, one.id.value))
                measures_.emplace(one.id, std::move(one.title));
        }
        if (!has_goals)
            return;
        for (auto const& goal : goals::list_goals(call_.db(), tenant)) {
            if (!is_itself(goals::goal_subject, goal.id.value))
                goals_.emplace(goal.id, goals::full_title_of(goal));
        }
    }
    [[nodiscard]] bool is_itself(content::SubjectKind kind, std::int64_t id) const
    {
        return line_.is_of(kind) && line_.of().id == id;
    }
    [[nodiscard]] std::string about(goals::MeasureId id, std::string sentence) const
    {
        auto const title = measures_.find(id);
        return title == measures_.end() ? sentence : title->second + ": " + sentence;
    }
    [[nodiscard]] std::string about(Priority const& one, std::string sentence) const
    {
        if (one.measure)
            return about(*one.measure, std::move(sentence));
        auto const title = goals_.find(one.goal.value());
        return title == goals_.end() ? sentence : title->second + ": " + sentence;
    }
    [[nodiscard]] PartialDate day_of(Instant at) const
    {
        return PartialDate(call_.site.zone->to_local(at).date);
    }

    void tell_priorities(std::vector<Priority> const& told)
    {
        std::set<YearId> ids;
        for (auto const& one : told)
            ids.insert(one.year);
        std::map<YearId, std::vector<Priority>> all;
        for (auto& one : list_priorities_of_years(call_.db(), call_.site.tenant, {ids.begin(), ids.end()}))
            all[one.year].push_back(std::move(one));
        std::map<YearId, std::map<PriorityId, Rank>> ranks;
        for (auto const& [year, of_year] : all)
            ranks.emplace(year, ranks_of(of_year, years_.at(year).weights()));
        for (auto const& one : told) {
            auto const& year = years_.at(one.year);
            auto const& rank = ranks.at(one.year).at(one.id);
            auto const number = std::to_string(year.year);
            if (rank.reckoned)
                line_.tell(
                    day_of(one.changed_at),
                    about(
                        one,
                        texts_(
                            "life.priority"_msg,
                            {{"year", number},
                             {"rank", *rank.reckoned},
                             {"score", rank.score.value_or(0)},
                             {"most", highest_score(year.weights())}})),
                    priorities_url(one.year));
            if (one.rank_by_group && one.rank_set_at)
                line_.tell(
                    day_of(*one.rank_set_at),
                    about(
                        one,
                        texts_(
                            "life.overruled"_msg,
                            {{"year", number}, {"rank", *one.rank_by_group}, {"reason", one.rank_reason}})),
                    priorities_url(one.year));
        }
    }

    void tell_evaluation(MeasureEvaluation const& one)
    {
        line_.tell(
            PartialDate(one.day),
            about(
                one.measure,
                texts_(
                    "life.evaluation"_msg,
                    {{"year", std::to_string(years_.at(one.year).year)},
                     {"view", texts_(label_of(one.view))},
                     {"who", one.evaluator},
                     {"verdict", texts_(label_of(one.verdict))}})),
            evaluations_url(one.year));
    }

    static std::set<YearId> years_of(SaidOfThem const& said)
    {
        std::set<YearId> ids;
        for (auto const& one : said.priorities)
            ids.insert(one.year);
        for (auto const& one : said.evaluations)
            ids.insert(one.year);
        return ids;
    }
    void tell_closings(std::set<YearId> const& ids)
    {
        for (auto const& [year, at] : list_closings(call_.db(), call_.site.tenant, {ids.begin(), ids.end()}))
            line_.tell(
                day_of(at), texts_("life.year_closed"_msg, {{"year", std::to_string(years_.at(year).year)}}),
                year_url(year, "stand"));
    }

    web::Call const& call_;
    i18n::Texts const& texts_;
    web::LifeLine& line_;
    std::map<YearId, SteeringYear> years_;
    std::map<goals::MeasureId, std::string> measures_;
    std::map<goals::GoalId, std::string> goals_;
};

void tell_years(web::Call const& call, web::LifeLine& line)
{
    YearsTold(call, line).tell();
}

}

web::StaffLife life_of_years()
{
    return {.from = &go_back_from_years, .on = &go_on_to_years, .tell = &tell_years};
}

} // namespace kommin::steering
