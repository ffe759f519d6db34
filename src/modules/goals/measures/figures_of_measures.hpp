#pragma once
// What the figures of measures say of them: their lights, how far they have come, and what follows from that
// for the goals that they serve (docs/adr/0090). For many at once.

#include "modules/goals/goals/goal.hpp"
#include "modules/goals/measures/figure.hpp"
#include "modules/goals/measures/measure_light.hpp"
#include "modules/goals/reckoning/light.hpp"
#include "modules/goals/reckoning/progress.hpp"
#include "platform/db/connection.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace kommin::goals {

// The rule of lights for a measure, which says how often it is reported on.
LightRule rule_for(Measure const& measure);

// What is known of one figure today.
struct FigureStanding {
    Figure figure;
    std::optional<FigureWay> way;
    std::optional<Report> last; // the confirmed report that holds
    Judged judged;
};
// `reports`: of this figure, in any order.
FigureStanding standing_of(
    Figure figure, Measure const& measure, std::vector<Report> const& reports, Date today);

// Of a measure without figures: the light of its milestones; nothing where none has a day.
using MilestoneLight = std::function<std::optional<Light>(MeasureId)>;

struct MeasureStanding {
    std::vector<FigureStanding> figures;
    // The worst of those of which something is known; without any figure, what milestones say. Nothing where
    // there are neither. One that is done has reached its target where none of them says otherwise.
    std::optional<Light> reckoned;
    bool is_by_state = false; // reached because it is done: neither figures nor milestones say anything
    std::optional<ShownLight> light; // that, or what somebody has set by hand
    std::size_t known = 0; // of so many figures something is known …
    std::size_t all = 0; // … of so many
    RolledUp progress;

    // Of a measure without figures: its milestones are too old to say anything.
    [[nodiscard]] bool is_outdated() const { return all == 0 && reckoned == Light::no_data; }
};
MeasureStanding standing_of(
    Measure const& measure, std::vector<FigureStanding> figures, Date today,
    MilestoneLight const& milestones = {});
// Of many: a query for their figures, one for their reports and, where some go in steps, one for these.
std::map<MeasureId, MeasureStanding> list_standings(
    db::Connection& db, TenantId tenant, std::span<Measure const> measures, Date today,
    MilestoneLight const& milestones = {});

// A goal in its tree, and a measure that serves one, for reckoning.
struct GoalInTree {
    GoalId id;
    std::optional<GoalId> parent;
    std::int64_t weight = 1; // among those with the same parent
};
struct ServedBy {
    GoalId goal;
    std::int64_t weight = 1; // among the measures of that goal
    std::optional<Progress> progress;
};
// How far each goal has come: the weighted mean of the measures that serve it and of the goals below it, as
// far as something is known of them. There are no circles; should there be one, nothing is known of what is
// in it but by its measures. A parent that is not in the list counts as none.
std::map<GoalId, RolledUp> roll_up_goals(
    std::span<GoalInTree const> goals, std::span<ServedBy const> measures);
// The same for these goals by what `standings` knows of measures; others count as not known.
std::map<GoalId, RolledUp> progress_of_goals(
    db::Connection& db, TenantId tenant, std::span<Goal const> goals,
    std::map<MeasureId, MeasureStanding> const& standings);

} // namespace kommin::goals
