#pragma once
// What the handlers of the pages that steer look up before they show anything: all of one moment.

#include "modules/goals/measures/api.hpp"
#include "modules/meetings/recommendations/api.hpp"
#include "modules/steering/overview/money_at_risk.hpp"
#include "modules/steering/overview/open_decisions.hpp"
#include "modules/steering/overview/overview_filter.hpp"
#include "platform/web/call.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kommin::steering {

// Measures that somebody sees, with what their pages name.
struct SeenMeasures {
    OverviewFilter filter;
    Date today;
    Date day; // on which they are judged
    Date before; // with which that is compared
    goals::SteeredMeasures measures;
    goals::MeasureNames names;
    std::vector<int> years; // by which somebody can narrow them
    std::vector<tenants::UnitId> units; // with those above them

    [[nodiscard]] bool is_of_today() const { return day == today; }
};
// Those of a year; without one those of this year and of later ones.
SeenMeasures load_seen_measures(
    web::Call const& call, db::Connection& db, OverviewFilter const& filter, std::optional<int> year);

// The same with what waits for somebody, of these measures, and where they come from.
struct Overview {
    SeenMeasures seen;
    // Where no year was asked for: those that begin in a later one. Their lights say nothing yet, their money
    // may be missing already.
    std::vector<goals::SteeredMeasure> later;
    std::map<meetings::RecommendationId, meetings::NamedRecommendation> origins; // that this person sees
    goals::OpenReports open;
    // Of the panels of the municipality that was chosen; nothing where a unit was, which has no panels, and
    // for whoever sees none.
    std::optional<std::vector<meetings::LateAnswer>> late_answers;
    bool is_open_cut = false; // more wait than were read
    std::optional<MoneyOfMeasures> money; // nothing: nobody knows of any
    OpenDecisions decisions = {}; // of today
};
Overview load_overview(web::Call const& call, OverviewFilter const& filter, FindMoneyAtRisk const& money);

} // namespace kommin::steering
