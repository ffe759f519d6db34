#include "modules/goals/measures/measure_shown.hpp"

#include "modules/goals/goals/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/web/write.hpp"

#include <utility>

namespace kommin::goals {

std::optional<Measure> measure_in_path(web::Call const& call, Permission permission)
{
    auto const number = parse_number(call.path["massnahme"]);
    if (!number || *number < 1)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) {
        return find_seen_measure(db, call.site.tenant, MeasureId{*number}, call.actor(), permission);
    });
}

std::map<MeasureId, MeasureStanding> standings_of(
    web::Call const& call, db::Connection& db, std::vector<Measure> const& measures)
{
    auto const today = call.local_now().date;
    std::vector<MeasureId> ids;
    for (auto const& one : measures)
        ids.push_back(one.id);
    auto const milestones = list_milestones_of(db, call.site.tenant, ids);
    return list_standings(db, call.site.tenant, measures, today, [&](MeasureId id) {
        auto const found = milestones.find(id);
        return found == milestones.end() ? std::nullopt : light_of_milestones(found->second, today);
    });
}

std::map<MeasureId, ShownLight> lights_of(web::Call const& call, std::vector<Measure> const& measures)
{
    std::map<MeasureId, ShownLight> lights;
    auto const standings
        = web::read(call, [&](db::Connection& db) { return standings_of(call, db, measures); });
    for (auto const& [id, standing] : standings) {
        if (standing.light)
            lights.emplace(id, *standing.light);
    }
    return lights;
}

http::Response gone_from_measure(
    web::Call const& call, Problem const& problem, records::Fields const& typed,
    std::span<std::string_view const> names)
{
    std::vector<std::string> not_stored;
    for (auto const name : names) {
        if (std::string value(typed.value(name)); !value.empty())
            not_stored.push_back(std::move(value));
    }
    return not_stored.empty() ? web::staff_not_found(call)
                              : show_measure_with(call, {problem}, std::move(not_stored));
}

SeenMeasures seen_measures(web::Call const& call, db::Connection& db)
{
    return {
        .owners = call.actor().where(see_goals),
        .bodies = tenants::list_bodies(db, call.site.tenant),
        .today = call.local_now().date,
        .account
        = call.actor().kind() == Actor::Kind::account ? std::optional(call.actor().id()) : std::nullopt};
}
} // namespace kommin::goals
