#pragma once
// What every change on the course of a measure begins and ends with.

#include "modules/goals/measures/measure_course.hpp"
#include "platform/access/permission.hpp"

#include <string_view>

namespace kommin::goals {

// A measure as it is while one work changes its course.
struct Course {
    records::Editing editing;
    WholeMeasure stored;
};
// Problems: not_found without that right; a conflict where somebody has changed it meanwhile.
Result<Course> begin_course(Work& work, MeasureVersion const& seen, Permission permission);
// Before anything else: what is so already is no conflict, whoever made it so.
Result<WholeMeasure> find_with_right(Work& work, MeasureId id, Permission permission);
// The next version: the row as it is to be, what belongs to it as it is stored by now.
void keep_on_course(Work& work, Course const& course, Measure const& now, std::string_view action);

} // namespace kommin::goals
