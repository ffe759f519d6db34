#include "modules/goals/rules/rule_findings.hpp"

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/goal_pages.hpp"
#include "modules/goals/goals/goal_store.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/resolution_store.hpp"
#include "modules/goals/measures/figure_store.hpp"
#include "modules/goals/measures/measure_pages.hpp"
#include "modules/goals/measures/piece_pages.hpp"
#include "modules/goals/rules/rule_store.hpp"
#include "modules/meetings/recommendations/api.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <chrono>
#include <set>

namespace kommin::goals {

namespace {

using std::chrono::year_month;

constexpr std::size_t longest_slug = 100;

// From one day to another; 0 where the second one comes first.
int whole_months(Date from, Date to)
{
    if (to < from)
        return 0;
    auto const months = (year_month(to.year(), to.month()) - year_month(from.year(), from.month())).count();
    return static_cast<int>(to.day() < from.day() ? months - 1 : months);
}

// Where what is missing can be entered, for whoever may.
html::Url mended_at(web::Call const& call, Rule rule, BrokenByMeasure const& one)
{
    auto const owner = one.owner == 0 ? Scope::whole_tenant() : Scope::of_owner(one.owner);
    if (rule == Rule::report_without_source && call.actor().may(report_figures, owner))
        return report_url(one.measure, one.report);
    if (!call.actor().may(edit_measures, owner))
        return measure_url(one.measure);
    switch (rule) {
    case Rule::measure_without_goal:
    case Rule::measure_without_owner:
        return measure_url(one.measure, "bearbeiten");
    case Rule::milestone_late:
        return measure_url(one.measure, "meilensteine");
    case Rule::risk_unchecked:
        return measure_url(one.measure, risks_page_name);
    default:
        break;
    }
    return measure_url(one.measure);
}

Findings broken_by_measures(
    web::Call const& call, db::Connection& db, Rule rule, RuleQuery const& query, int limit)
{
    Findings findings{.rule = rule};
    findings.count = count_broken_by_measures(db, call.site.tenant, rule, query, Findings::most_counted + 1);
    for (auto const& one : list_broken_by_measures(db, call.site.tenant, rule, query, limit)) {
        auto title = meetings::numbered(one.number, one.title);
        if (!one.what.empty())
            title += ": " + one.what;
        findings.first.push_back(
            {.title = std::move(title),
             .url = mended_at(call, rule, one),
             .owner = one.owner,
             .since = one.since});
    }
    return findings;
}

// The goals of the district as rules look at them; those of other owners are left out.
struct GoalsAtRule {
    std::vector<Goal> goals;
    Adoptions adoptions;
    std::set<GoalId> with_something; // a measure serves them, or a goal stands below them
};
GoalsAtRule load_goals_at_rule(web::Call const& call, db::Connection& db, RuleQuery const& query)
{
    auto const tenant = call.site.tenant;
    GoalsAtRule found{list_goals(db, tenant), list_adoptions(db, tenant), {}};
    for (auto const& serving : list_serving_measures(db, tenant))
        found.with_something.insert(serving.goal);
    for (auto const& goal : found.goals) {
        if (goal.parent)
            found.with_something.insert(*goal.parent);
    }
    std::erase_if(found.goals, [&](Goal const& goal) {
        return goal.has_ended(query.today) || !call.actor().may(see_goals, goal.owner())
            || (query.owner && goal.owner().owner() != *query.owner);
    });
    return found;
}

bool breaks(Goal const& goal, Rule rule, GoalsAtRule const& all, Date today)
{
    if (rule == Rule::goal_without_text)
        return goal.text.empty();
    if (rule == Rule::goal_without_measure)
        return goal.kind == GoalKind::operational && !all.with_something.contains(goal.id);
    return standing_of(goal, adoption_in(all.adoptions, goal.id), today) == GoalStanding::changed_since;
}

Findings broken_by_goals(web::Call const& call, Rule rule, GoalsAtRule const& all, Date today, int limit)
{
    Findings findings{.rule = rule};
    for (auto const& goal : all.goals) {
        if (!breaks(goal, rule, all, today))
            continue;
        ++findings.count;
        if (std::ssize(findings.first) == limit)
            continue;
        bool const may_edit = call.actor().may(edit_goals, goal.owner());
        findings.first.push_back(
            {.title = full_title_of(goal),
             .url = may_edit && rule == Rule::goal_without_text ? goal_url(goal.id, "bearbeiten")
                                                                : goal_url(goal.id),
             .owner = goal.owner().owner(),
             .since = std::nullopt});
    }
    findings.count = std::min(findings.count, Findings::most_counted + 1);
    return findings;
}

// Since when a recommendation waits for an answer for which nobody has set a day.
std::string waiting_since(i18n::Texts const& texts, std::optional<PartialDate> const& adopted, Date today)
{
    if (!adopted)
        return std::string(texts("rule.no_day.unknown"_msg));
    auto const day = texts.partial_date(*adopted);
    // From the last day that it can mean: nobody has waited longer than is known.
    auto const months = whole_months(adopted->last_possible_day(), today);
    constexpr int months_of_year = 12;
    if (months < 1)
        return texts("rule.no_day"_msg, {{"day", day}});
    return months < months_of_year
        ? texts("rule.no_day.months"_msg, {{"day", day}, {"count", months}})
        : texts("rule.no_day.years"_msg, {{"day", day}, {"count", months / months_of_year}});
}

std::optional<Findings> broken_by_answers(
    web::Call const& call, db::Connection& db, RuleQuery const& query, int limit)
{
    std::optional<Scope> owner;
    if (query.owner)
        owner = *query.owner == 0 ? Scope::whole_tenant() : Scope::of_owner(*query.owner);
    auto const late = meetings::list_late_answers(
        db, call.site.tenant, call.actor(), query.today, owner, limit, Findings::most_counted + 1);
    if (!late)
        return std::nullopt;
    auto const room = limit - static_cast<int>(late->first.size());
    auto const without_day = meetings::list_answers_without_day(
        db, call.site.tenant, call.actor(), query.today, owner, room, Findings::most_counted + 1);
    Findings findings{.rule = Rule::answer_late, .count = late->count + without_day->count};
    findings.count = std::min(findings.count, Findings::most_counted + 1);
    for (auto const& one : late->first)
        findings.first.push_back(
            {.title = one.recommendation.title,
             .url = meetings::recommendation_desk_url(one.recommendation.id),
             .owner = std::nullopt,
             .since = PartialDate(one.due)});
    for (auto const& one : without_day->first)
        findings.first.push_back(
            {.title = one.title,
             .url = meetings::recommendation_desk_url(one.id),
             .owner = std::nullopt,
             .since = one.adopted_on,
             .note = waiting_since(web::staff_texts(call), one.adopted_on, query.today)});
    return findings;
}

// Whose it is by the slug of the address; a slug that names nobody names nobody's records.
std::optional<std::int64_t> owner_called(std::vector<tenants::Body> const& bodies, std::string_view slug)
{
    if (slug.empty())
        return std::nullopt;
    auto const body = body_called(bodies, slug);
    if (!body)
        return -1;
    return *body ? (*body)->value : 0;
}

}

RuleFilter RuleFilter::read(http::Form const& query)
{
    RuleFilter filter;
    filter.place = query.value("ort").substr(0, longest_slug);
    filter.rule = enum_from<Rule>(query.value("regel"));
    return filter;
}

std::vector<std::pair<std::string, std::string>> RuleFilter::fields() const
{
    std::vector<std::pair<std::string, std::string>> fields;
    if (!place.empty())
        fields.emplace_back("ort", place);
    if (rule)
        fields.emplace_back("regel", to_text(*rule));
    return fields;
}

FoundByRules find_broken_rules(web::Call const& call, RuleFilter const& filter, int limit)
{
    return web::read(call, [&](db::Connection& db) {
        FoundByRules found{{}, tenants::list_bodies(db, call.site.tenant)};
        RuleQuery const query{
            .owners = call.actor().where(see_goals),
            .owner = owner_called(found.bodies, filter.place),
            .today = call.local_now().date};
        if (query.owner && *query.owner < 0)
            return found;
        std::optional<GoalsAtRule> goals;
        for (auto const rule : all_rules) {
            if (filter.rule && rule != *filter.rule)
                continue;
            if (is_of_measures(rule)) {
                found.rules.push_back(broken_by_measures(call, db, rule, query, limit));
            } else if (rule == Rule::answer_late) {
                if (auto late = broken_by_answers(call, db, query, limit))
                    found.rules.push_back(*std::move(late));
            } else {
                if (!goals)
                    goals = load_goals_at_rule(call, db, query);
                found.rules.push_back(broken_by_goals(call, rule, *goals, query.today, limit));
            }
        }
        return found;
    });
}

} // namespace kommin::goals
