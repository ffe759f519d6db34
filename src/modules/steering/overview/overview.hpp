#pragma once
// What the page that steers says of measures, reckoned from how each of them stands: rules without a database
// (docs/adr/0096).

#include "modules/goals/measures/api.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::steering {

// How many measures have which light.
class LightCounts {
public:
    // Nothing: it has neither figures nor milestones, and nobody has set a light; nothing is known of it.
    void add(std::optional<goals::ShownLight> const& light);
    [[nodiscard]] std::int64_t of(goals::Light light) const
    {
        return counts_.at(static_cast<std::size_t>(light));
    }
    [[nodiscard]] std::int64_t all() const;
    [[nodiscard]] std::int64_t known() const { return all() - of(goals::Light::no_data); }
    [[nodiscard]] std::int64_t good() const { return of(goals::Light::on_track) + of(goals::Light::reached); }
    [[nodiscard]] std::int64_t by_hand() const { return by_hand_; }

private:
    std::array<std::int64_t, goals::all_lights.size()> counts_{};
    std::int64_t by_hand_ = 0;
};

// nothing: there are no measures. unknown: something is known of fewer than half of them. yes: all of those
// are on track or have reached their target; partly: at least half of them; no: fewer.
enum class Verdict : std::uint8_t { nothing, unknown, yes, partly, no };
Verdict verdict_of(LightCounts const& counts);

// Neither done nor dropped.
bool is_under_way(goals::Measure const& measure);

// What a measure shows, for counting and for its place: no data where it shows nothing.
goals::Light light_of(goals::SteeredMeasure const& one);

// A field of action, with its measures: the worst light first, of one light as they were read.
struct FieldOfAction {
    meetings::PanelId panel;
    LightCounts counts;
    // The mean of its measures of which something is known, each weighing the same: weights are those of one
    // goal.
    goals::RolledUp progress;
    std::vector<goals::SteeredMeasure const*> measures;
};
// In the order in which they were read. Refers to `measures`.
std::vector<FieldOfAction> by_field(std::vector<goals::SteeredMeasure> const& measures);
LightCounts counted(std::vector<goals::SteeredMeasure> const& measures);

// A measure whose reckoned light has become worse since the day with which it is compared. From nothing known
// nothing slips; from on track to no data does.
struct Slipped {
    goals::SteeredMeasure const* measure;
    goals::Light before;
    goals::Light now;
};
// The worst light first. Refers to `measures`.
std::vector<Slipped> slipped(std::vector<goals::SteeredMeasure> const& measures);

// The figure that says the light of its measure: the worst of those of which something is known, else the
// first. Null where it has none.
goals::FigureStanding const* telling_figure(goals::MeasureStanding const& standing);

// What of a measure waits for somebody, on that day.
struct LateMilestone {
    goals::SteeredMeasure const* measure;
    goals::Milestone const* milestone;
};
struct WaitingMeasures {
    std::vector<LateMilestone> late_milestones; // those due first come first
    std::vector<goals::SteeredMeasure const*> ending_lights; // by hand, that end soon; the soonest first
    // Nothing can be said of them, or nothing any more since their milestones are too old.
    std::vector<goals::SteeredMeasure const*> without_light;
};
inline constexpr std::chrono::days hand_light_ends_soon{31};
WaitingMeasures waiting_on(std::vector<goals::SteeredMeasure> const& measures, Date day);

} // namespace kommin::steering
