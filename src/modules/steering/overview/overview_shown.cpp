#include "modules/steering/overview/overview_shown.hpp"

#include "modules/goals/goals/api.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <set>
#include <utility>

namespace kommin::steering {

namespace {

constexpr int most_open_read = 500;

// What a municipality of that name asks for; false where there is none.
bool narrow_to(
    goals::SteeredQuery& query, std::vector<tenants::Body> const& bodies, std::string const& municipality)
{
    if (municipality.empty())
        return true;
    auto const body = std::ranges::find(bodies, municipality, &tenants::Body::slug);
    if (body == bodies.end())
        return false;
    if (body->kind == tenants::BodyKind::district)
        query.of_district = true;
    else
        query.municipality = body->id;
    return true;
}

}

SeenMeasures load_seen_measures(web::Call const& call, db::Connection& db, OverviewFilter const& filter)
{
    auto const tenant = call.site.tenant;
    auto const today = call.local_now().date;
    auto const day = judged_on(filter, today);
    auto const before = compared_with(filter.since, day);
    auto const owners = call.actor().rights().where(goals::see_goals);
    SeenMeasures seen{
        .filter = filter,
        .today = today,
        .day = day,
        .before = before,
        .measures = {},
        .names = goals::load_measure_names(db, tenant, today),
        .years = goals::list_steered_years(db, tenant, owners),
        .units = goals::list_steered_units(db, tenant, owners)};
    goals::SteeredQuery query{
        .owners = owners,
        .unit = filter.unit,
        .year = filter.year,
        .day = day,
        .is_today = day == today,
        .before = before,
        .before_ends = call.site.zone->to_instant({before + std::chrono::days{1}, {}})};
    if (narrow_to(query, seen.names.district.bodies, filter.municipality))
        seen.measures = goals::list_steered_measures(db, tenant, query);
    return seen;
}

Overview load_overview(web::Call const& call, OverviewFilter const& filter)
{
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto const actor = call.actor();
        Overview overview{
            .seen = load_seen_measures(call, db, filter), .origins = {}, .open = {}, .overdue = {}};
        std::set<goals::MeasureId> shown;
        std::set<meetings::RecommendationId> origins;
        for (auto const& one : overview.seen.measures.lines) {
            shown.insert(one.measure.id);
            origins.insert(one.origins.begin(), one.origins.end());
        }
        for (auto& one :
             meetings::list_named_recommendations(db, tenant, actor, {origins.begin(), origins.end()}))
            overview.origins.emplace(one.id, std::move(one));
        if (!overview.seen.is_of_today())
            return overview; // what waits, waits today
        overview.open
            = goals::list_open_reports(db, tenant, actor.rights().where(goals::see_goals), most_open_read);
        for (auto* reports : {&overview.open.to_confirm, &overview.open.questioned}) {
            overview.is_open_cut = overview.is_open_cut || std::ssize(*reports) == most_open_read;
            std::erase_if(
                *reports, [&](goals::OpenReport const& one) { return !shown.contains(one.measure); });
        }
        if (!filter.narrows())
            overview.overdue = meetings::list_overdue_recommendations(
                db, tenant, actor, overview.seen.today, most_open_read);
        overview.is_open_cut = overview.is_open_cut || std::ssize(overview.overdue) == most_open_read;
        return overview;
    });
}

} // namespace kommin::steering
