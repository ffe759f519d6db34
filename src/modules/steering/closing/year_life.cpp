#include "modules/steering/closing/year_life.hpp"

#include "modules/goals/goals/api.hpp"
#include "modules/goals/measures/api.hpp"
#include "modules/steering/closing/closed_year_store.hpp"
#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/cycle/year_pages.hpp"
#include "modules/steering/evaluations/evaluation_pages.hpp"
#include "modules/steering/priorities/priority_pages.hpp"
#include "platform/web/life_line.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kommin::steering {

namespace {

constexpr int most_years_told = 300;

// Those of which this reader may know.
std::map<YearId, SteeringYear> years_seen(web::Call const& call)
{
    std::map<YearId, SteeringYear> years;
    if (!call.actor().rights().allows_somewhere(see_years))
        return years;
    for (auto& year :
         list_years(call.db(), call.site.tenant, call.actor().rights().where(see_years), most_years_told))
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

void go_on_to_years(web::Call const& call, web::LifeLine& line)
{
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
        tell_closings(said);
    }

private:
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

    void tell_closings(SaidOfThem const& said)
    {
        std::set<YearId> ids;
        for (auto const& one : said.priorities)
            ids.insert(one.year);
        for (auto const& one : said.evaluations)
            ids.insert(one.year);
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
    return {.on = &go_on_to_years, .tell = &tell_years};
}

} // namespace kommin::steering
