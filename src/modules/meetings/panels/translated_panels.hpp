#pragma once
// The texts of panels that everybody reads, for translators.

#include "modules/meetings/panels/panel.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/records/translated_kind.hpp"

namespace kommin::meetings {

inline constexpr content::SubjectKind panel_translation_subject{"panel_translation"};

extern records::TranslatedKind const translated_panels;

} // namespace kommin::meetings
