#pragma once
// What measures name, in words: fields of action, units, places, goals. Of one moment.

#include "modules/goals/measures/measure_editing.hpp"
#include "platform/web/authors.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::goals {

struct MeasureNames {
    std::vector<meetings::NamedPanel> panels; // of the district
    tenants::TenantWithBodies district;
    Date today;

    [[nodiscard]] std::string panel(meetings::PanelId id) const; // "" for one that is not there
    // As it is called today, else as it was called last; short where a list has little room.
    [[nodiscard]] std::string unit(tenants::UnitId id, bool is_short = false) const;
    [[nodiscard]] std::string place(tenants::BodyId id) const;
    // "Kreis Unna", "Bergkamen".
    [[nodiscard]] std::string owner(std::optional<tenants::BodyId> body) const;
    // The unit, or the office in words; "" where nobody is named.
    [[nodiscard]] std::string in_charge(Measure const& measure, bool is_short = false) const;
};
MeasureNames load_measure_names(db::Connection& db, TenantId tenant, Date today);

// What somebody can choose from in the form of a measure: what their rights cover, and what it has already.
struct MeasureChoices {
    MeasureNames names;
    std::vector<std::optional<tenants::BodyId>>
        owners; // for which they may edit; of one that is there: its own
    std::vector<Goal> goals; // of which they may know, also those that have ended
    std::vector<meetings::NamedRecommendation> origins;
    web::Authors accounts = {}; // whose tasks are theirs

    [[nodiscard]] bool has_owner(std::optional<tenants::BodyId> owner) const;
    [[nodiscard]] bool offers(Goal const& goal) const;
};
// `measure`: null for a new one.
MeasureChoices load_measure_choices(
    db::Connection& db, TenantId tenant, Actor const& actor, Measure const* measure, Date today);

} // namespace kommin::goals
