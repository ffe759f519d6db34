#pragma once
// The names of the parts of a programme, for translators: whoever registers reads them.

#include "modules/meetings/registration/programme.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/records/translated_kind.hpp"
#include "platform/work/work.hpp"

#include <span>

namespace kommin::meetings {

inline constexpr content::SubjectKind part_translation_subject{"programme_part_translation"};

extern records::TranslatedKind const translated_parts;

// Of all parts of a meeting that was written, or whose programme was, and of the panels as which they are
// called; `before`: also those of which its parts were.
void keep_open_texts_of_parts(Work& work, MeetingId meeting, std::span<ProgrammePart const> before = {});

} // namespace kommin::meetings
