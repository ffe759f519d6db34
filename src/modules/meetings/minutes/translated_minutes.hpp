#pragma once
// What everybody reads in published minutes, for translators: what stands before the first item, and what was
// said and decided of each. What their items are called is a text of the agenda.

#include "modules/meetings/minutes/minutes.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/records/translated_kind.hpp"
#include "platform/work/work.hpp"

#include <string_view>

namespace kommin::meetings {

inline constexpr content::SubjectKind minutes_translation_subject{"minutes_translation"};
inline constexpr content::SubjectKind entry_translation_subject{"minutes_entry_translation"};

extern records::TranslatedKind const translated_minutes;
// One for each agenda item.
extern records::TranslatedKind const translated_entries;

// What the wording of a motion, or of the decision that came of it, is called among them.
std::string_view wording_field(int motion);

// Of minutes that were published, withdrawn or published anew; with what their meeting, its panel and its
// items are called, which everybody reads there.
void keep_open_texts_of_minutes(Work& work, Meeting const& meeting, MinutesId id);
// Of a meeting that was written, where everybody reads its minutes.
void keep_open_texts_of_minutes(Work& work, MeetingId meeting);

} // namespace kommin::meetings
