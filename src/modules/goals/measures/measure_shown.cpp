#include "modules/goals/measures/measure_shown.hpp"

#include "modules/goals/goals/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/web/write.hpp"

namespace kommin::goals {

namespace {

// By measure, of those for which anything says one.
std::map<MeasureId, Light> reckoned_lights(
    web::Call const& call, std::vector<Measure> const& measures, ShownOfMeasures const& shown)
{
    std::vector<MeasureId> ids;
    for (auto const& one : measures)
        ids.push_back(one.id);
    auto const milestones
        = web::read(call, [&](db::Connection& db) { return list_milestones_of(db, call.site.tenant, ids); });
    auto lights = shown.lights ? shown.lights(call, measures) : std::map<MeasureId, Light>{};
    for (auto const& [id, of_measure] : milestones) {
        if (auto const light = light_of_milestones(of_measure, call.local_now().date))
            lights.emplace(id, *light); // what figures say goes first
    }
    return lights;
}

}

std::optional<Measure> measure_in_path(web::Call const& call, Permission permission)
{
    auto const number = parse_number(call.path["massnahme"]);
    if (!number || *number < 1)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) {
        return find_seen_measure(db, call.site.tenant, MeasureId{*number}, call.actor(), permission);
    });
}

std::map<MeasureId, ShownLight> lights_of(
    web::Call const& call, std::vector<Measure> const& measures, ShownOfMeasures const& shown)
{
    auto const reckoned = reckoned_lights(call, measures, shown);
    std::map<MeasureId, ShownLight> lights;
    for (auto const& one : measures) {
        auto const found = reckoned.find(one.id);
        auto const light = shown_light(
            one, found == reckoned.end() ? std::nullopt : std::optional(found->second),
            call.local_now().date);
        if (light)
            lights.emplace(one.id, *light);
    }
    return lights;
}

std::optional<Light> reckoned_light_of(
    web::Call const& call, Measure const& measure, ShownOfMeasures const& shown)
{
    auto const lights = reckoned_lights(call, {measure}, shown);
    auto const found = lights.find(measure.id);
    return found == lights.end() ? std::nullopt : std::optional(found->second);
}

SeenMeasures seen_measures(web::Call const& call, db::Connection& db)
{
    return {
        .owners = call.actor().rights().where(see_goals),
        .bodies = tenants::list_bodies(db, call.site.tenant)};
}

} // namespace kommin::goals
