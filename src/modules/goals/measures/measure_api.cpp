#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/api.hpp"
#include "modules/goals/measures/measure_editing.hpp"
#include "modules/goals/measures/measure_pages.hpp"
#include "modules/goals/measures/measure_shown.hpp"

#include <algorithm>
#include <utility>

namespace kommin::goals {

NamedMeasure named(Measure measure)
{
    auto title = full_title_of(measure);
    return {
        .id = measure.id,
        .body = measure.body,
        .panel = measure.panel,
        .title = std::move(title),
        .state = measure.state,
        .starts = measure.starts,
        .ends = measure.ends,
        .grant = std::move(measure.grant)};
}

namespace {

std::vector<NamedMeasure> all_named(std::vector<Measure> measures)
{
    std::vector<NamedMeasure> list;
    list.reserve(measures.size());
    for (auto& one : measures)
        list.push_back(named(std::move(one)));
    return list;
}

}

bool is_called(NamedMeasure const& measure, std::string_view title)
{
    if (measure.title == title)
        return true;
    return measure.title.size() > title.size() && measure.title.ends_with(title)
        && measure.title[measure.title.size() - title.size() - 1] == ' ';
}

std::optional<NamedMeasure> find_named_measure(
    db::Connection& db, TenantId tenant, Actor const& actor, MeasureId id)
{
    auto measure = find_seen_measure(db, tenant, id, actor, see_goals);
    return measure ? std::optional(named(std::move(*measure))) : std::nullopt;
}

std::vector<NamedMeasure> list_named_measures(
    db::Connection& db, TenantId tenant, Actor const& actor, int limit)
{
    return all_named(list_measures(db, tenant, {.owners = actor.where(see_goals)}, limit));
}

std::vector<NamedMeasure> list_named_measures(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<MeasureId> const& ids)
{
    return all_named(list_measures_of(db, tenant, actor.where(see_goals), ids));
}

std::vector<Measure> list_measures_of_owner(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner)
{
    MeasureQuery query;
    if (owner)
        query.owners = {Scope::of_owner(owner->value)};
    else
        query.owners = {Scope::whole_tenant()};
    query.of_district = !owner;
    auto found = list_measures(db, tenant, query, most_of_one_owner);
    std::ranges::sort(found, {}, &Measure::id);
    return found;
}

std::vector<Measure> list_measures_serving(
    db::Connection& db, TenantId tenant, std::vector<GoalId> const& goals)
{
    if (goals.empty())
        return {};
    auto found
        = list_measures(db, tenant, {.owners = {Scope::whole_tenant()}, .goals = goals}, most_of_one_owner);
    std::ranges::sort(found, {}, &Measure::id);
    return found;
}

std::map<MeasureId, MeasureStanding> list_standings_on(
    db::Connection& db, TenantId tenant, std::span<Measure const> measures, Date day)
{
    std::vector<MeasureId> ids;
    for (auto const& one : measures)
        ids.push_back(one.id);
    auto const milestones = list_milestones_of(db, tenant, ids);
    return list_standings(db, tenant, measures, day, [&](MeasureId id) {
        auto const found = milestones.find(id);
        return found == milestones.end() ? std::nullopt
                                         : light_of_milestones(milestones_on(found->second, day), day);
    });
}

} // namespace kommin::goals
