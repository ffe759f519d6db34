#include "modules/meetings/meetings/translated_meetings.hpp"

#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/open_texts.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/publication.hpp"
#include "modules/meetings/panels/translated_panels.hpp"

#include <array>
#include <utility>

namespace kommin::meetings {

namespace {

// Places and addresses stay as they stand at the door.
constexpr std::array texts_of_meetings{
    records::TranslatedText{
        .name = meeting_field::title,
        .label = "meeting.field.title"_msg,
        .longest = 300,
        .is_one_line = true},
    records::TranslatedText{
        .name = meeting_field::purpose, .label = "meeting.field.purpose"_msg, .longest = 10'000},
    records::TranslatedText{
        .name = meeting_field::accessibility,
        .label = "meeting.field.accessibility"_msg,
        .longest = 2'000,
        .is_one_line = true},
    records::TranslatedText{
        .name = meeting_field::results, .label = "meeting.field.results"_msg, .longest = 10'000}};

// Of one that is not there for everybody the title, where they read its minutes.
std::optional<records::TranslatedSource> find_meeting_texts(
    db::Connection& db, TenantId tenant, std::int64_t id, Date)
{
    auto meeting = load_meeting(db, tenant, MeetingId{id});
    if (!meeting || (!meeting->is_public && !has_public_minutes(db, tenant, meeting->id)))
        return std::nullopt;
    auto const panel = load_panel(db, tenant, meeting->panel).value();
    if (!meeting->is_public)
        return records::TranslatedSource{
            .title = meeting->title, .owner = panel.owner(), .texts = {meeting->title, "", "", ""}};
    bool const was_held = meeting->state == MeetingState::held; // before nobody reads what came of it
    return records::TranslatedSource{
        .title = meeting->title,
        .owner = panel.owner(),
        .texts
        = {meeting->title, std::move(meeting->purpose), std::move(meeting->accessibility),
           was_held ? std::move(meeting->results) : std::string{}}};
}

}

constinit records::TranslatedKind const translated_meetings{
    .kind = meeting_subject,
    .history = meeting_translation_subject,
    .label = "translate.kind.meeting"_msg,
    .texts = texts_of_meetings,
    .published_as = published_as,
    .find = &find_meeting_texts,
    .list_ids = &list_meetings_named_in_public};

void keep_open_texts(Work& work, Meeting const& meeting)
{
    keep_open_texts(work, translated_meetings, {meeting.id.value});
    keep_open_texts(work, translated_panels, {meeting.panel.value});
}

} // namespace kommin::meetings
