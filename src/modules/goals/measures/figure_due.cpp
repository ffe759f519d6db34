#include "modules/goals/measures/figure_due.hpp"

#include <algorithm>
#include <chrono>

namespace kommin::goals {

namespace {

Date months_later(Date day, std::int64_t months)
{
    auto const later = day + std::chrono::months{months};
    // The 31st of a month of thirty days.
    return later.ok() ? later : Date{later.year() / later.month() / std::chrono::last};
}

std::optional<Date> last_day_of(ReportingFigure const& figure)
{
    for (auto const& day : {figure.deadline, figure.measure_deadline, figure.ends}) {
        if (day)
            return day->last_possible_day();
    }
    return std::nullopt;
}

std::optional<Date> counted_from(ReportingFigure const& figure)
{
    if (figure.last)
        return figure.last;
    if (figure.baseline_day)
        return figure.baseline_day->last_possible_day();
    return figure.starts ? std::optional(figure.starts->first_possible_day()) : std::nullopt;
}

}

std::optional<Date> next_report(ReportingFigure const& figure)
{
    auto const until = last_day_of(figure);
    auto const from = counted_from(figure);
    if (!from || (figure.last && until && *figure.last >= *until))
        return std::nullopt;
    auto const next = months_later(*from, figure.months);
    return until ? std::min(next, *until) : next;
}

} // namespace kommin::goals
