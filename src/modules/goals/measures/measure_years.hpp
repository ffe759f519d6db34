#pragma once
// To which years a measure belongs (docs/adr/0096): one rule for the page that steers, lists, evaluations and
// their letters, priorities, the closing of a year and its report.

#include "modules/goals/measures/measure.hpp"
#include "platform/base/date.hpp"
#include "platform/db/query.hpp"

#include <optional>

namespace kommin::goals {

// What of a measure says so.
struct MeasureTime {
    MeasureState state = MeasureState::planned;
    std::optional<Date> state_since = {};
    bool is_recurring = false;
    std::optional<PartialDate> starts = {}, ends = {}, deadline = {};
};
MeasureTime time_of(Measure const& measure);

// Both included; nothing: without a bound on that side.
struct YearSpan {
    std::optional<int> first, last;

    [[nodiscard]] bool contains(int year) const
    {
        return (!first || *first <= year) && (!last || year <= *last);
    }
};
// From its beginning on. One that is done, or was dropped, up to the year in which somebody said so; where
// nobody has noted that, to the later of its end and its deadline. Any other one to that day as well, and as
// long as nobody has called it done to the year of `today`, too: what is late is not over. One that recurs,
// or has neither end nor deadline, goes on.
YearSpan years_of(MeasureTime const& time, Date today);

// Within its years, and not dropped.
bool is_of_year(MeasureTime const& time, int year, Date today);
bool is_of_year(Measure const& measure, int year, Date today);

// The same of rows of `measures`, but for those that were dropped, which are there up to the year in which
// they were.
struct InYear {
    int year = 0;
    Date today;
};
void add_in_year(db::Query& sql, InYear const& asked);

} // namespace kommin::goals
