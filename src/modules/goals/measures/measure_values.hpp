#pragma once
// The pieces of a measure as fields of its versions: a line for each of what they say.

#include "modules/goals/measures/measure_task.hpp"
#include "modules/goals/measures/risk.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kommin::goals {

std::string risk_value(Risk const& one);
std::optional<Risk> read_risk_value(std::string_view value);
std::string measure_task_value(MeasureTask const& one);
std::optional<MeasureTask> read_measure_task_value(std::string_view value);

} // namespace kommin::goals
