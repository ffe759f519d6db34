#pragma once
// Where the records of the audit trail are shown, and what each of their versions changed.

#include "modules/portal/desk/vocabulary_desk.hpp"
#include "modules/portal/editing/translated_kinds.hpp"
#include "platform/web/staff.hpp"

#include <vector>

namespace kommin::portal {

std::vector<web::StaffRecord> shown_records(VocabularyBase const& concepts, TranslatedKinds const& kinds);

} // namespace kommin::portal
