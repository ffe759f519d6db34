#include "modules/goals/measures/api.hpp"
#include "modules/goals/measures/measure_pages.hpp"

#include <algorithm>

namespace kommin::goals {

namespace {

// As they were on that day, by what is known now.
std::vector<Milestone> as_on(std::vector<Milestone> milestones, Date day)
{
    for (auto& one : milestones) {
        if (one.done_on && *one.done_on > day)
            one.done_on.reset();
    }
    return milestones;
}

}

html::Url measure_desk_url(MeasureId id)
{
    return measure_url(id);
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
        return found == milestones.end() ? std::nullopt : light_of_milestones(as_on(found->second, day), day);
    });
}

} // namespace kommin::goals
