#pragma once
// The texts of meetings that everybody reads, for translators.

#include "modules/meetings/meetings/meeting.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/records/translated_kind.hpp"
#include "platform/work/work.hpp"

namespace kommin::meetings {

inline constexpr content::SubjectKind meeting_translation_subject{"meeting_translation"};

extern records::TranslatedKind const translated_meetings;

// Of a meeting that was written, and of its panel, whose name stands with it.
void keep_open_texts(Work& work, Meeting const& meeting);

} // namespace kommin::meetings
