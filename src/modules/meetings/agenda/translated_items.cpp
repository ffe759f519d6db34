#include "modules/meetings/agenda/translated_items.hpp"

#include "modules/meetings/agenda/agenda_editing.hpp"
#include "modules/meetings/agenda/agenda_store.hpp"
#include "modules/meetings/agenda/answers_item.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/open_texts.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/publication.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

constexpr std::array texts_of_items{
    records::TranslatedText{
        .name = item_field::title, .label = "meeting.field.title"_msg, .longest = 300, .is_one_line = true},
    records::TranslatedText{.name = item_field::text, .label = "item.field.text"_msg, .longest = 10'000}};

// Where everybody reads the minutes of a meeting, but not its agenda, they read what its items are called.
std::optional<records::TranslatedSource> find_item_texts(
    db::Connection& db, TenantId tenant, std::int64_t id, Date)
{
    auto item = load_item(db, tenant, ItemId{id});
    if (!item || !item->meeting || item->is_internal || item->state == ItemState::dropped)
        return std::nullopt;
    auto title = is_titled_by_program(*item) ? std::string{} : item->title; // which it translates itself
    auto const meeting = load_meeting(db, tenant, *item->meeting);
    bool const shows_agenda = meeting && meeting->is_public && meeting->shows_agenda;
    auto text = shows_agenda ? std::move(item->text) : std::string{};
    if (title.empty() && text.empty())
        return std::nullopt;
    if (!shows_agenda && !has_public_minutes(db, tenant, *item->meeting))
        return std::nullopt;
    auto const panel = load_panel(db, tenant, item->panel).value();
    return records::TranslatedSource{
        .title = std::move(item->title),
        .owner = panel.owner(),
        .texts = {std::move(title), std::move(text)}};
}

}

constinit records::TranslatedKind const translated_items{
    .kind = item_subject,
    .history = item_translation_subject,
    .label = "translate.kind.agenda_item"_msg,
    .texts = texts_of_items,
    .published_as = published_as,
    .find = &find_item_texts,
    .list_ids = &list_items_named_in_public};

void keep_open_texts(Work& work, ItemId item)
{
    keep_open_texts(work, translated_items, {item.value});
}

void keep_open_texts_of_agenda(Work& work, MeetingId meeting)
{
    std::vector<std::int64_t> ids;
    for (auto const& item : list_agenda(work.db(), work.tenant(), meeting))
        ids.push_back(item.id.value);
    keep_open_texts(work, translated_items, ids);
}

} // namespace kommin::meetings
