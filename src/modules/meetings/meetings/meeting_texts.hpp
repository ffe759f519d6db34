#pragma once
// The texts of a meeting that people read in their language.

#include "modules/meetings/meetings/meeting.hpp"
#include "modules/meetings/panels/translated_texts.hpp"

#include <string_view>

namespace kommin::meetings {

TextOf title_text(Meeting const& meeting);
// Of one of which only number and title are known.
TextOf meeting_title_text(MeetingId id, std::string_view title);
TextOf purpose_text(Meeting const& meeting);
TextOf accessibility_text(Meeting const& meeting);
TextOf results_text(Meeting const& meeting);

// As letters and calendars tell of it.
Meeting in_words_of(TextsWithoutNote const& texts, Meeting meeting);

} // namespace kommin::meetings
