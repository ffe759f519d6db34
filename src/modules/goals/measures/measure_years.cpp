#include "modules/goals/measures/measure_years.hpp"

#include <algorithm>
#include <chrono>

namespace kommin::goals {

namespace {

int number_of(std::chrono::year year)
{
    return static_cast<int>(year);
}

std::optional<int> year_in(std::optional<PartialDate> const& day)
{
    return day ? std::optional(number_of(day->year())) : std::nullopt;
}

bool is_ended(MeasureState state)
{
    return state == MeasureState::done || state == MeasureState::dropped;
}

}

MeasureTime time_of(Measure const& measure)
{
    return {
        .state = measure.state,
        .state_since = measure.state_since,
        .is_recurring = measure.is_recurring,
        .starts = measure.starts,
        .ends = measure.ends,
        .deadline = measure.deadline};
}

YearSpan years_of(MeasureTime const& time, Date today)
{
    YearSpan span{.first = year_in(time.starts), .last = {}};
    auto const planned = std::max(year_in(time.ends), year_in(time.deadline)); // nothing is less than any
    if (is_ended(time.state) && time.state_since) {
        span.last = number_of(time.state_since->year());
        if (span.first) // finished before it was to begin
            span.first = std::min(*span.first, *span.last);
    } else if (is_ended(time.state)) {
        span.last = planned;
    } else if (planned && !time.is_recurring) {
        span.last = std::max(*planned, number_of(today.year()));
    }
    return span;
}

bool is_of_year(MeasureTime const& time, int year, Date today)
{
    return time.state != MeasureState::dropped && years_of(time, today).contains(year);
}

bool is_of_year(Measure const& measure, int year, Date today)
{
    return is_of_year(time_of(measure), year, today);
}

// "2009", "2009-05" and "2009-05-03" stand between a year and the next one.
void add_in_year(db::Query& sql, InYear const& asked)
{
    PartialDate const year(std::chrono::year{asked.year});
    PartialDate const next(std::chrono::year{asked.year + 1});
    sql.add(
        " AND (COALESCE(starts, '') < ? OR (state IN ('done', 'dropped') AND state_since < ?))"
        " AND (state NOT IN ('done', 'dropped') OR state_since IS NULL OR state_since >= ?)"
        " AND ((state IN ('done', 'dropped') AND state_since IS NOT NULL)"
        " OR (ends IS NULL AND deadline IS NULL) OR ends >= ? OR deadline >= ?",
        next, next, year, year, year);
    if (std::chrono::year{asked.year} <= asked.today.year())
        sql.add(" OR state NOT IN ('done', 'dropped'))");
    else
        sql.add(" OR (is_recurring AND state NOT IN ('done', 'dropped')))");
}

} // namespace kommin::goals
