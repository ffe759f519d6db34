#pragma once
// When a figure is to be reported again, by the rhythm of its measure.

#include "modules/goals/measures/figure_store.hpp"

#include <optional>

namespace kommin::goals {

// So many months after the last report, or after the day from which the figure counts; its last day where
// that comes sooner. Nothing where nobody knows from when, or where the report of its last day is there.
std::optional<Date> next_report(ReportingFigure const& figure);
// The day whose report is asked for: of those that have come the latest, since nobody writes up what was
// missed for years; where none has come yet, next_report().
std::optional<Date> asked_report_day(ReportingFigure const& figure, Date today);

} // namespace kommin::goals
