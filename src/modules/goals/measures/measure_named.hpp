#pragma once
// What measures may name in their forms. Of one moment.

#include "modules/goals/measures/measure_editing.hpp"
#include "modules/goals/measures/measure_names.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/staff_form.hpp"

#include <optional>
#include <vector>

namespace kommin::goals {

// What somebody can choose from in the form of a measure: what their rights cover, and what it has already.
struct MeasureChoices {
    MeasureNames names;
    std::vector<std::optional<tenants::BodyId>>
        owners; // for which they may edit; of one that is there: its own
    std::vector<Goal> goals; // of which they may know, also those that have ended
    std::vector<meetings::NamedRecommendation> origins;
    web::Authors accounts = {}; // whose tasks are theirs
    // Who may be responsible: active, and seeing measures of the owner; with several of them to choose from,
    // measures of all of them. Without whoever is named already.
    std::vector<web::Choice> people = {};

    [[nodiscard]] bool has_owner(std::optional<tenants::BodyId> owner) const;
    [[nodiscard]] bool offers(Goal const& goal) const;
};
// `measure`: null for a new one.
MeasureChoices load_measure_choices(
    db::Connection& db, TenantId tenant, Actor const& actor, Measure const* measure, Date today);

} // namespace kommin::goals
