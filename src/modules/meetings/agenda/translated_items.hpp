#pragma once
// Titles and texts of agenda items that everybody reads, for translators.

#include "modules/meetings/agenda/agenda_item.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/records/translated_kind.hpp"
#include "platform/work/work.hpp"

namespace kommin::meetings {

inline constexpr content::SubjectKind item_translation_subject{"agenda_item_translation"};

extern records::TranslatedKind const translated_items;

void keep_open_texts(Work& work, ItemId item);
// Of all on the agenda of a meeting that was written.
void keep_open_texts_of_agenda(Work& work, MeetingId meeting);

} // namespace kommin::meetings
