#pragma once
// How the progress of a goal, or of many measures together, reads.

#include "modules/goals/reckoning/progress.hpp"
#include "platform/i18n/texts.hpp"

#include <string>

namespace kommin::goals {

// "62 % (Daten zu 3 von 5)", "keine Daten (zu 0 von 5)": what is not known is neither zero nor left out; ""
// where there is nothing that could be known.
std::string progress_words(i18n::Texts const& texts, RolledUp const& progress);

} // namespace kommin::goals
