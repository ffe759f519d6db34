#include "modules/steering/overview/timeline.hpp"

#include <algorithm>

namespace kommin::steering {

chart::TimeRow row_of(goals::SteeredMeasure const& one)
{
    auto const& measure = one.measure;
    chart::TimeRow row{.label = goals::full_title_of(measure)};
    if (measure.starts)
        row.from = measure.starts->first_possible_day();
    if (measure.ends)
        row.until = measure.ends->last_possible_day();
    else if (measure.deadline && !measure.is_recurring)
        row.until = measure.deadline->last_possible_day();
    row.goes_on = measure.is_recurring && !row.until;
    for (auto const& milestone : one.milestones) {
        if (milestone.done_on)
            row.marks.push_back({chart::Role::done, PartialDate(*milestone.done_on)});
        else if (milestone.due)
            row.marks.push_back({chart::Role::due, *milestone.due});
    }
    if (measure.deadline)
        row.marks.push_back({chart::Role::deadline, *measure.deadline});
    return row;
}

ShownYears years_of(std::vector<chart::TimeRow> const& rows, Date today)
{
    ShownYears shown{today.year(), today.year()};
    auto const add = [&](Date day) {
        shown.first = std::min(shown.first, day.year());
        shown.last = std::max(shown.last, day.year());
    };
    for (auto const& row : rows) {
        if (row.from)
            add(*row.from);
        if (row.until)
            add(*row.until);
        for (auto const& mark : row.marks) {
            add(mark.day.first_possible_day());
            add(mark.day.last_possible_day());
        }
    }
    if (int{shown.last} - int{shown.first} >= longest_line) {
        shown.first = std::max(shown.first, today.year() - std::chrono::years{years_before_today});
        shown.last = std::min(shown.last, shown.first + std::chrono::years{longest_line - 1});
    }
    return shown;
}

} // namespace kommin::steering
