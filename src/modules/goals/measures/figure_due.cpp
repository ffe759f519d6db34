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

// Of the report after so many others. Nothing as next_report() has it.
std::optional<Date> day_of_report(ReportingFigure const& figure, std::int64_t turns)
{
    auto const until = last_day_of(figure);
    auto const from = counted_from(figure);
    if (!from || (figure.last && until && *figure.last >= *until))
        return std::nullopt;
    auto const next = months_later(*from, turns * figure.months);
    return until ? std::min(next, *until) : next;
}

std::int64_t months_between(Date from, Date to)
{
    return (to.year() / to.month() - from.year() / from.month()).count();
}

}

std::optional<Date> next_report(ReportingFigure const& figure)
{
    return day_of_report(figure, 1);
}

std::optional<Date> asked_report_day(ReportingFigure const& figure, Date today)
{
    auto const next = next_report(figure);
    if (!next || *next >= today)
        return next;
    auto const turns = months_between(*counted_from(figure), today) / figure.months;
    // In the month of today it may be later than today.
    auto const latest = day_of_report(figure, std::max<std::int64_t>(turns, 1));
    return *latest <= today ? latest : day_of_report(figure, std::max<std::int64_t>(turns - 1, 1));
}

} // namespace kommin::goals
