#pragma once
// Measures as whoever steers looks at all of them at once: how each stands, how it stood on an earlier day,
// and what waits for somebody (docs/adr/0096). In so many queries, however many measures there are.

#include "modules/goals/measures/figure_store.hpp"
#include "modules/goals/measures/figures_of_measures.hpp"
#include "modules/goals/measures/measure.hpp"
#include "modules/goals/measures/measure_years.hpp"
#include "platform/access/permission.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace kommin::goals {

struct SteeredQuery {
    std::vector<Scope> owners; // of these and of no other, as Rights::where() says them
    std::optional<std::vector<tenants::UnitId>> units = {}; // one of these is in charge; nothing: anybody
    bool of_district = false; // only those that the Kreis owns
    // That owns it, or in which it is done: those of the Kreis that name no place are done everywhere.
    std::optional<tenants::BodyId> municipality = {};
    std::optional<InYear> year = {}; // to which they belong; nothing: to that of `day` or to a later one
    Date day; // on which they are judged, by all that is known by now
    bool is_today = true; // else lights that were set by hand say nothing of that day
    // The earlier day to compare with, and the moment at which it was over.
    Date before;
    Instant before_ends;
};
struct SteeredMeasure {
    Measure measure;
    std::vector<Milestone> milestones; // those due first come first
    MeasureStanding standing; // on `day`
    std::optional<Light> reckoned_before; // on `before`, by what was known then and the plan of today
    // In their order, then those of the goals that it serves.
    std::vector<meetings::RecommendationId> origins;
    bool is_everywhere = false; // of the Kreis, without a place; said only where a municipality was asked for
};
struct SteeredMeasures {
    std::vector<SteeredMeasure> lines; // by field of action, within it as entered; none that was dropped
    std::int64_t dropped = 0; // so many of those that were read
    bool is_cut = false; // there are more than were read
    std::optional<Instant> last_report; // when somebody reported last what counts
};
inline constexpr int most_steered = 2'000;
SteeredMeasures list_steered_measures(db::Connection& db, TenantId tenant, SteeredQuery const& query);
// By which somebody can narrow them: years, the latest first, and units in charge, by id.
std::vector<int> list_steered_years(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, Date today);
std::vector<tenants::UnitId> list_steered_units(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners);

// Reports of these measures about which somebody has to do something, the oldest first; at most `limit` of
// each kind.
struct OpenReports {
    std::vector<OpenReport> to_confirm;
    std::vector<OpenReport> questioned; // and not answered
};
OpenReports list_open_reports(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners,
    std::vector<MeasureId> const& measures, int limit);

} // namespace kommin::goals
