#pragma once
// How the page "Heute" names the records on which somebody has worked last, and where the work goes on.

#include "modules/portal/desk/vocabulary_desk.hpp"
#include "modules/portal/editing/translated_kinds.hpp"
#include "platform/web/staff.hpp"

#include <vector>

namespace kommin::portal {

std::vector<web::StaffRecent> recent_records(VocabularyBase const& concepts, TranslatedKinds const& kinds);

} // namespace kommin::portal
