#pragma once
// The measures of the demonstration.

#include "modules/goals/measures/measure.hpp"
#include "platform/demo/demo.hpp"

#include <map>
#include <string>

namespace kommin::goals {

// Of the file "measures.json", by their keys there. Each serves the goals that it names by their titles, else
// the guiding goals of the Kreis in its field of action: panels, recommendations and goals must be loaded
// before. A story tells other days, other words for some fields, and that it is one in each remark. Throws
// std::runtime_error with the first problem, also for a word that nobody reads.
std::map<std::string, MeasureId> load_measures(demo::Demo& demo);

// Once its accounts are there: whoever the file says is responsible, by the address of an account. Throws
// std::runtime_error where there is none, and as load_measures().
void name_responsible_accounts(demo::Demo& demo);

} // namespace kommin::goals
