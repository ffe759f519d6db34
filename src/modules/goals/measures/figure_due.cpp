#include "modules/goals/measures/figure_due.hpp"

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

}

std::optional<Date> next_report(ReportingFigure const& figure)
{
    auto const until = last_day_of(figure);
    if (figure.last) {
        if (until && *figure.last >= *until)
            return std::nullopt;
        return months_later(*figure.last, figure.months);
    }
    if (figure.baseline_day)
        return months_later(figure.baseline_day->last_possible_day(), figure.months);
    if (figure.starts)
        return months_later(figure.starts->first_possible_day(), figure.months);
    return std::nullopt;
}

} // namespace kommin::goals
