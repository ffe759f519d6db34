#include "modules/meetings/meetings/meeting_texts.hpp"

#include <utility>

namespace kommin::meetings {

TextOf title_text(Meeting const& meeting)
{
    return meeting_title_text(meeting.id, meeting.title);
}

TextOf meeting_title_text(MeetingId id, std::string_view title)
{
    return {meeting_subject, id.value, "title", title};
}

TextOf purpose_text(Meeting const& meeting)
{
    return {meeting_subject, meeting.id.value, "purpose", meeting.purpose};
}

TextOf accessibility_text(Meeting const& meeting)
{
    return {meeting_subject, meeting.id.value, "accessibility", meeting.accessibility};
}

TextOf results_text(Meeting const& meeting)
{
    return {meeting_subject, meeting.id.value, "results", meeting.results};
}

Meeting in_words_of(TextsWithoutNote const& texts, Meeting meeting)
{
    auto title = texts(title_text(meeting));
    auto accessibility = texts(accessibility_text(meeting));
    meeting.title = std::move(title);
    meeting.accessibility = std::move(accessibility);
    return meeting;
}

} // namespace kommin::meetings
