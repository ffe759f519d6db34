#pragma once
// The way of a figure as a drawing: what was reported, what was expected, and the target. Its numbers stand
// in the table beside it.

#include "modules/goals/measures/figures_of_measures.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/texts.hpp"

#include <string_view>
#include <vector>

namespace kommin::goals {

// Nothing where nothing is expected. `reports`: of this figure, in any order; those that do not count are
// left out. `id`: begins the ids of its title and its description.
void write_figure_chart(
    html::Writer& w, i18n::Texts const& texts, std::string_view id, FigureStanding const& standing,
    std::vector<Report> const& reports);

} // namespace kommin::goals
