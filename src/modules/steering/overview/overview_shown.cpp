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

// Says whether there were more.
template<class Waiting>
bool cut(std::vector<Waiting>& waiting)
{
    bool const is_cut = std::ssize(waiting) > most_open_read;
    if (is_cut)
        waiting.erase(waiting.begin() + most_open_read, waiting.end());
    return is_cut;
}

// Without a year the page is that of this one; leaves only its measures.
std::vector<goals::SteeredMeasure> take_later(SeenMeasures& seen)
{
    auto& lines = seen.measures.lines;
    auto const this_year = static_cast<int>(seen.today.year());
    auto const later = std::ranges::stable_partition(lines, [&](goals::SteeredMeasure const& one) {
        return goals::is_of_year(one.measure, this_year, seen.today);
    });
    std::vector<goals::SteeredMeasure> taken(
        std::move_iterator(later.begin()), std::move_iterator(later.end()));
    lines.erase(later.begin(), later.end());
    return taken;
}

// Of the panels of the Kreis or of the municipality that was chosen.
std::optional<std::vector<meetings::LateAnswer>> load_late_answers(
    web::Call const& call, db::Connection& db, SeenMeasures const& seen)
{
    std::optional<Scope> owner;
    if (!seen.filter.municipality.empty()) {
        auto const* body = seen.names.district.find_body(seen.filter.municipality);
        if (body == nullptr)
            return std::vector<meetings::LateAnswer>{};
        owner = body->kind == tenants::BodyKind::district ? Scope::whole_tenant()
                                                          : Scope::of_owner(body->id.value);
    }
    auto late = meetings::list_late_answers(
        db, call.site.tenant, call.actor(), seen.today, owner, most_open_read + 1, 0);
    return late ? std::optional(std::move(late->first)) : std::nullopt;
}

}

SeenMeasures load_seen_measures(
    web::Call const& call, db::Connection& db, OverviewFilter const& filter, std::optional<int> year)
{
    auto const tenant = call.site.tenant;
    auto const today = call.local_now().date;
    auto const day = judged_on(filter, today);
    auto const before = compared_with(filter.since, day);
    auto const owners = call.actor().where(goals::see_goals);
    SeenMeasures seen{
        .filter = filter,
        .today = today,
        .day = day,
        .before = before,
        .measures = {},
        .names = goals::load_measure_names(db, tenant, today),
        .years = goals::list_steered_years(db, tenant, owners, today),
        .units = {}};
    auto const& units = seen.names.district.units;
    seen.units = tenants::with_units_above(units, goals::list_steered_units(db, tenant, owners));
    goals::SteeredQuery query{
        .owners = owners,
        .year = year ? std::optional(goals::InYear{.year = *year, .today = today}) : std::nullopt,
        .day = day,
        .is_today = day == today,
        .before = before,
        .before_ends = call.site.zone->to_instant({before + std::chrono::days{1}, {}})};
    if (filter.unit)
        query.units = tenants::with_units_below(units, *filter.unit);
    if (narrow_to(query, seen.names.district.bodies, filter.municipality))
        seen.measures = goals::list_steered_measures(db, tenant, query);
    return seen;
}

Overview load_overview(web::Call const& call, OverviewFilter const& filter, FindMoneyAtRisk const& money)
{
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto const actor = call.actor();
        Overview overview{
            .seen = load_seen_measures(call, db, filter, filter.year),
            .later = {},
            .origins = {},
            .open = {},
            .late_answers = {},
            .money = {}};
        if (!filter.year)
            overview.later = take_later(overview.seen);
        auto const& seen = overview.seen;
        std::vector<goals::MeasureId> shown;
        std::set<meetings::RecommendationId> origins;
        for (auto const& one : seen.measures.lines) {
            shown.push_back(one.measure.id);
            origins.insert(one.origins.begin(), one.origins.end());
        }
        for (auto& one :
             meetings::list_named_recommendations(db, tenant, actor, {origins.begin(), origins.end()}))
            overview.origins.emplace(one.id, std::move(one));
        if (money) {
            auto paid = shown;
            for (auto const& one : overview.later)
                paid.push_back(one.measure.id);
            overview.money = money(call, db, paid, filter.year);
        }
        if (!seen.is_of_today())
            return overview; // what waits, waits today
        overview.decisions = load_open_decisions(call, db, filter, seen.names.district.bodies, seen.today);
        overview.open
            = goals::list_open_reports(db, tenant, actor.where(goals::see_goals), shown, most_open_read + 1);
        for (auto* reports : {&overview.open.to_confirm, &overview.open.questioned})
            overview.is_open_cut = cut(*reports) || overview.is_open_cut;
        if (!filter.unit)
            overview.late_answers = load_late_answers(call, db, seen);
        if (overview.late_answers)
            overview.is_open_cut = cut(*overview.late_answers) || overview.is_open_cut;
        return overview;
    });
}

} // namespace kommin::steering
