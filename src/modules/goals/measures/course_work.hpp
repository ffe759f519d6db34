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

    // Before anything else: what is so already is no conflict, whoever made it so. Problems: not_found
    // without that right.
    static Result<WholeMeasure> find(Work& work, MeasureId id, Permission permission);
    // Problems: not_found likewise; a conflict where somebody has changed it meanwhile.
    static Result<Course> begin(Work& work, MeasureVersion const& seen, Permission permission);
    // The next version: the row as it is to be, what belongs to it as it is stored by now.
    void keep(Work& work, Measure const& now, std::string_view action) const;
};

} // namespace kommin::goals
