#include "modules/goals/measures/steered_measures.hpp"

#include "modules/goals/measures/measure_store.hpp"
#include "platform/access/owners.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace kommin::goals {

namespace {

MeasureQuery measure_query_of(SteeredQuery const& query)
{
    MeasureQuery wanted{.owners = query.owners};
    wanted.units = query.units;
    wanted.of_district = query.of_district;
    wanted.municipality = query.municipality;
    wanted.year = query.year;
    return wanted;
}

// Over in an earlier year: nobody steers it any more.
bool is_of_the_past(Measure const& one, Date day)
{
    auto const last = years_of(time_of(one), day).last;
    return last && *last < static_cast<int>(day.year());
}

// What figures and reports of a measure there are.
struct FiguresAndReports {
    std::vector<Figure> figures;
    std::map<FigureId, std::vector<Report>> const& reports;
};

MeasureStanding stand(
    Measure const& measure, FiguresAndReports const& known, std::vector<Milestone> const& milestones,
    Date day, std::optional<Instant> known_at)
{
    std::vector<FigureStanding> figures;
    std::vector<Report> const none;
    for (auto const& figure : known.figures) {
        auto const found = known.reports.find(figure.id);
        auto const& reports = found == known.reports.end() ? none : found->second;
        figures.push_back(
            standing_of(figure, measure, known_at ? counted_at(reports, *known_at) : reports, day));
    }
    return standing_of(measure, std::move(figures), day, [&](MeasureId /*id*/) {
        return light_of_milestones(milestones_on(milestones, day), day);
    });
}

}

SteeredMeasures list_steered_measures(db::Connection& db, TenantId tenant, SteeredQuery const& query)
{
    SteeredMeasures found;
    auto measures = list_measures(db, tenant, measure_query_of(query), most_steered + 1);
    if (std::ssize(measures) > most_steered) {
        found.is_cut = true;
        measures.resize(most_steered);
    }
    found.dropped = std::ssize(measures);
    std::erase_if(measures, [](Measure const& one) { return one.state == MeasureState::dropped; });
    found.dropped -= std::ssize(measures);
    if (!query.year)
        std::erase_if(measures, [&](Measure const& one) { return is_of_the_past(one, query.day); });

    std::vector<MeasureId> ids;
    std::ranges::transform(measures, std::back_inserter(ids), &Measure::id);
    std::map<MeasureId, std::vector<Figure>> figures;
    std::vector<FigureId> figure_ids;
    for (auto& figure : list_figures(db, tenant, ids)) {
        figure_ids.push_back(figure.id);
        figures[figure.measure].push_back(std::move(figure));
    }
    std::map<FigureId, std::vector<Report>> reports;
    for (auto& report : list_counting_reports_of(db, tenant, figure_ids)) {
        if (report.state == ReportState::confirmed)
            found.last_report = std::max(found.last_report, std::optional(report.reported_at));
        reports[report.figure].push_back(std::move(report));
    }
    auto milestones = list_milestones_of(db, tenant, ids);
    auto origins = list_measure_origins(db, tenant, ids);
    for (auto const& [id, of_goals] : list_origins_of_goals_served(db, tenant, ids)) {
        auto& all = origins[id];
        std::ranges::copy_if(of_goals, std::back_inserter(all), [&](meetings::RecommendationId one) {
            return std::ranges::find(all, one) == all.end();
        });
    }
    std::set<MeasureId> everywhere;
    if (query.municipality)
        everywhere = list_done_everywhere(db, tenant, measures);

    for (auto& measure : measures) {
        if (!query.is_today)
            measure.by_hand.reset();
        SteeredMeasure one;
        one.milestones = std::move(milestones[measure.id]);
        one.origins = std::move(origins[measure.id]);
        one.is_everywhere = everywhere.contains(measure.id);
        FiguresAndReports const known{std::move(figures[measure.id]), reports};
        one.standing = stand(measure, known, one.milestones, query.day, std::nullopt);
        one.reckoned_before = stand(measure, known, one.milestones, query.before, query.before_ends).reckoned;
        one.measure = std::move(measure);
        found.lines.push_back(std::move(one));
    }
    return found;
}

std::vector<int> list_steered_years(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, Date today)
{
    return list_measure_years(db, tenant, owners, today);
}

std::vector<tenants::UnitId> list_steered_units(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners)
{
    return list_measure_units(db, tenant, owners);
}

OpenReports list_open_reports(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners,
    std::vector<MeasureId> const& measures, int limit)
{
    if (measures.empty())
        return {};
    auto const of = owners_of(owners);
    return {
        .to_confirm = list_reports_to_confirm(db, tenant, of, limit, measures),
        .questioned = list_unanswered_reports(db, tenant, of, {}, limit, measures)};
}

} // namespace kommin::goals
