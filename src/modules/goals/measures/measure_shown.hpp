#pragma once
// What the handlers of measures look up before they show anything.

#include "modules/goals/measures/api.hpp"
#include "modules/goals/measures/figures_of_measures.hpp"
#include "modules/goals/measures/measure_pages.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// That the address names, if this person has the permission for it.
std::optional<Measure> measure_in_path(web::Call const& call, Permission permission);
// How each of them stands by its figures, or by its milestones where it has none.
std::map<MeasureId, MeasureStanding> standings_of(
    web::Call const& call, db::Connection& db, std::vector<Measure> const& measures);
// What each of them shows, of those that show any.
std::map<MeasureId, ShownLight> lights_of(web::Call const& call, std::vector<Measure> const& measures);
// Whose measures this person sees.
SeenMeasures seen_measures(web::Call const& call, db::Connection& db);
NamedMeasure named(Measure measure);
// The page of a measure, with what was typed where no form is left for it.
http::Response show_measure_with(
    web::Call const& call, std::vector<Problem> problems, std::vector<std::string> not_stored,
    BelowMeasure const& below = {});
// The answer to a form of something that has gone: the page of its measure with what was typed into these
// fields, as a page that does not exist; such a page alone where nothing was, or where this person does not
// see the measure.
http::Response gone_from_measure(
    web::Call const& call, Problem const& problem, records::Fields const& typed,
    std::span<std::string_view const> names);

} // namespace kommin::goals
