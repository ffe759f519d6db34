#include "modules/meetings/minutes/translated_minutes.hpp"

#include "modules/meetings/agenda/agenda_store.hpp"
#include "modules/meetings/agenda/translated_items.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/meetings/translated_meetings.hpp"
#include "modules/meetings/minutes/minutes_pages.hpp"
#include "modules/meetings/minutes/minutes_store.hpp"
#include "modules/meetings/panels/open_texts.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/publication.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

// As long as what may be written, and half as long again.
constexpr std::size_t longest_note_text = 30'000;
constexpr std::size_t longest_wording_text = 3'000;
constexpr std::size_t longest_answers_text = 50'000;

constexpr std::array texts_of_minutes{records::TranslatedText{
    .name = minutes_field::general,
    .label = "minutes.field.general"_msg,
    .longest = longest_note_text,
    .is_markdown = true}};

constexpr records::TranslatedText wording(std::string_view name, MessageKey label)
{
    return {.name = name, .label = label, .longest = longest_wording_text, .is_one_line = true};
}

constexpr std::array texts_of_entries{
    records::TranslatedText{
        .name = minutes_field::notes,
        .label = "minutes.notes"_msg,
        .longest = longest_note_text,
        .is_markdown = true},
    records::TranslatedText{
        .name = minutes_field::answers, .label = "answers.item.title"_msg, .longest = longest_answers_text},
    wording("motion_1", "translate.field.motion_1"_msg),
    wording("motion_2", "translate.field.motion_2"_msg),
    wording("motion_3", "translate.field.motion_3"_msg),
    wording("motion_4", "translate.field.motion_4"_msg),
    wording("motion_5", "translate.field.motion_5"_msg),
    wording("motion_6", "translate.field.motion_6"_msg),
    wording("motion_7", "translate.field.motion_7"_msg),
    wording("motion_8", "translate.field.motion_8"_msg),
    wording("motion_9", "translate.field.motion_9"_msg)};
constexpr std::size_t first_wording = 2;
static_assert(texts_of_entries.size() == first_wording + most_motions);

// What everybody reads of the minutes that are meant.
struct PublicPart {
    Meeting meeting;
    Scope owner;
    MinutesContent content;
};

std::optional<PublicPart> find_public_part(
    db::Connection& db, TenantId tenant, std::optional<Minutes> const& minutes)
{
    if (!minutes || minutes->published_edition == 0)
        return std::nullopt;
    auto meeting = load_meeting(db, tenant, minutes->meeting).value();
    auto const owner = load_panel(db, tenant, meeting.panel).value().owner();
    auto const edition = find_edition(db, tenant, minutes->id, minutes->published_edition).value();
    return PublicPart{std::move(meeting), owner, public_part(edition.read())};
}

std::optional<records::TranslatedSource> texts_of_general(std::optional<PublicPart> const& found)
{
    if (!found || found->content.general.empty())
        return std::nullopt;
    return records::TranslatedSource{
        .title = found->meeting.title, .owner = found->owner, .texts = {found->content.general}};
}

std::optional<records::TranslatedSource> find_minutes_texts(
    db::Connection& db, TenantId tenant, std::int64_t id, Date)
{
    return texts_of_general(find_public_part(db, tenant, load_minutes(db, tenant, MinutesId{id})));
}

std::vector<records::TranslatedSource> list_earlier_minutes(
    db::Connection& db, TenantId tenant, std::int64_t id)
{
    std::vector<records::TranslatedSource> earlier;
    for (auto const& edition : list_editions(db, tenant, MinutesId{id}))
        earlier.push_back({.title = {}, .texts = {public_part(edition.read()).general}});
    return earlier;
}

std::optional<Minutes> find_minutes_of_item(db::Connection& db, TenantId tenant, std::int64_t id)
{
    auto const item = load_item(db, tenant, ItemId{id});
    return item && item->meeting ? find_minutes(db, tenant, *item->meeting) : std::nullopt;
}

// Nothing where it does not speak of the item.
std::optional<records::TranslatedSource> texts_of_entry(MinutesContent const& content, std::int64_t id)
{
    auto const found = std::ranges::find_if(
        content.items, [&](ItemNotes const& notes) { return notes.item.id == ItemId{id}; });
    if (found == content.items.end())
        return std::nullopt;
    std::vector<std::string> texts(texts_of_entries.size());
    texts[0] = found->notes;
    texts[1] = found->answers;
    for (auto const& motion : found->motions)
        texts.at(first_wording + static_cast<std::size_t>(motion.number) - 1)
            = shown_wording(motion, content.tie);
    if (std::ranges::all_of(texts, &std::string::empty))
        return std::nullopt;
    return records::TranslatedSource{.title = found->item.title, .texts = std::move(texts)};
}

std::optional<records::TranslatedSource> texts_of_entry(
    std::optional<PublicPart> const& found, std::int64_t id)
{
    auto source = found ? texts_of_entry(found->content, id) : std::nullopt;
    if (!source)
        return std::nullopt;
    source->title = found->meeting.title + ": " + source->title; // many are called alike
    source->owner = found->owner;
    return source;
}

std::optional<records::TranslatedSource> find_entry_texts(
    db::Connection& db, TenantId tenant, std::int64_t id, Date)
{
    return texts_of_entry(find_public_part(db, tenant, find_minutes_of_item(db, tenant, id)), id);
}

std::vector<records::TranslatedSource> list_earlier_entries(
    db::Connection& db, TenantId tenant, std::int64_t id)
{
    std::vector<records::TranslatedSource> earlier;
    auto const minutes = find_minutes_of_item(db, tenant, id);
    if (!minutes)
        return earlier;
    for (auto const& edition : list_editions(db, tenant, minutes->id)) {
        if (auto source = texts_of_entry(public_part(edition.read()), id))
            earlier.push_back(*std::move(source));
    }
    return earlier;
}

void keep_own_texts(Work& work, MeetingId meeting, MinutesId id)
{
    auto const found = find_public_part(work.db(), work.tenant(), load_minutes(work.db(), work.tenant(), id));
    keep_known_texts(work, translated_minutes, {OpenText{id.value, texts_of_general(found)}});
    std::vector<OpenText> entries; // minutes are long, and each of these is of the same ones
    for (auto const& item : list_agenda(work.db(), work.tenant(), meeting))
        entries.push_back({item.id.value, texts_of_entry(found, item.id.value)});
    keep_known_texts(work, translated_entries, std::move(entries));
}

}

constinit records::TranslatedKind const translated_minutes{
    .kind = minutes_subject,
    .history = minutes_translation_subject,
    .label = "translate.kind.minutes"_msg,
    .texts = texts_of_minutes,
    .published_as = published_as,
    .find = &find_minutes_texts,
    .list_ids = &list_public_minutes_ids,
    .list_earlier = &list_earlier_minutes};

constinit records::TranslatedKind const translated_entries{
    .kind = minutes_entry_subject,
    .history = entry_translation_subject,
    .label = "translate.kind.minutes_entry"_msg,
    .texts = texts_of_entries,
    .published_as = published_as,
    .find = &find_entry_texts,
    .list_ids = &list_items_of_public_minutes,
    .list_earlier = &list_earlier_entries};

std::string_view wording_field(int motion)
{
    return texts_of_entries.at(first_wording + static_cast<std::size_t>(motion) - 1).name;
}

void keep_open_texts_of_minutes(Work& work, Meeting const& meeting, MinutesId id)
{
    keep_open_texts(work, meeting);
    keep_open_texts_of_agenda(work, meeting.id);
    keep_own_texts(work, meeting.id, id);
}

void keep_open_texts_of_minutes(Work& work, MeetingId meeting)
{
    auto const minutes = find_minutes(work.db(), work.tenant(), meeting);
    if (minutes && minutes->published_edition != 0)
        keep_own_texts(work, meeting, minutes->id);
}

} // namespace kommin::meetings
