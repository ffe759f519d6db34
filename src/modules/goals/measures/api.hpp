#pragma once
// What other modules may know of measures, their figures, their lights and how they stand.

#include "modules/goals/goals/api.hpp"
#include "modules/goals/measures/figure.hpp"
#include "modules/goals/measures/figure_store.hpp"
#include "modules/goals/measures/figure_words.hpp"
#include "modules/goals/measures/figures_of_measures.hpp"
#include "modules/goals/measures/measure.hpp"
#include "modules/goals/measures/measure_named.hpp"
#include "modules/goals/measures/measure_names.hpp"
#include "modules/goals/measures/measure_store.hpp"
#include "modules/goals/measures/measure_words.hpp"
#include "modules/goals/measures/steered_measures.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"

#include <map>
#include <optional>
#include <span>
#include <vector>

namespace kommin::goals {

// Its page at the desk, for whoever may see it there.
html::Url measure_desk_url(MeasureId id);

inline constexpr int most_of_one_owner = 10'000; // more than any has
// All measures of one owner, by id; at most so many.
std::vector<Measure> list_measures_of_owner(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner);
// Those that serve one of these goals, whoever owns them, by id.
std::vector<Measure> list_measures_serving(
    db::Connection& db, TenantId tenant, std::vector<GoalId> const& goals);
// How they stand on a day by what is known now: reports of later days do not count, nor do milestones that
// were done later, nor lights that were set by hand later.
std::map<MeasureId, MeasureStanding> list_standings_on(
    db::Connection& db, TenantId tenant, std::span<Measure const> measures, Date day);

} // namespace kommin::goals
