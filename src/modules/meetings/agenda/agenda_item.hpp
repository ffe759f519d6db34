#pragma once
// Agenda items: what a panel talks about, at one of its meetings or as soon as there is one (docs/adr/0061).

#include "modules/meetings/meetings/meeting.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/i18n/local_time.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

struct TextOf; // panels/translated_texts.hpp

inline constexpr content::SubjectKind item_subject{"agenda_item"};

using ItemId = StrongId<struct AgendaItemTag>;

// open_answers: the program puts it there (answers_item.hpp); nobody chooses it.
enum class ItemKind : std::uint8_t {
    information,
    discussion,
    decision,
    approval_of_minutes,
    other,
    open_answers,
};
inline constexpr std::array<std::string_view, 6> item_kind_names{
    "information", "discussion", "decision", "approval_of_minutes", "other", "open_answers"};
inline constexpr std::array all_item_kinds{
    ItemKind::information, ItemKind::discussion, ItemKind::decision, ItemKind::approval_of_minutes,
    ItemKind::other};
inline std::string_view to_text(ItemKind kind)
{
    return name_of(item_kind_names, kind);
}
inline bool from_text(std::string_view text, ItemKind& kind)
{
    return read_name(item_kind_names, text, kind);
}
MessageKey label_of(ItemKind kind);

// open: nobody has said yet what came of it. carried_over, forwarded: another item goes on from this one.
enum class ItemState : std::uint8_t { open, done, unfinished, carried_over, forwarded, answered, dropped };
inline constexpr std::array<std::string_view, 7> item_state_names{
    "open", "done", "unfinished", "carried_over", "forwarded", "answered", "dropped"};
inline std::string_view to_text(ItemState state)
{
    return name_of(item_state_names, state);
}
inline bool from_text(std::string_view text, ItemState& state)
{
    return read_name(item_state_names, text, state);
}
MessageKey label_of(ItemState state);

struct AgendaItem {
    ItemId id;
    PanelId panel;
    std::optional<MeetingId> meeting; // nothing: it waits for one
    int position = 0; // from 1 on within a meeting; 0 while it waits
    ItemKind kind = ItemKind::discussion;
    std::string title;
    std::string text; // each line a paragraph
    std::optional<std::int64_t> minutes; // planned
    std::string speaker; // a function, no name
    bool is_internal = false; // never to be shown to the public
    ItemState state = ItemState::open;
    std::string answer; // of the panel to which it was forwarded; stands at both
    std::optional<ItemId> came_from;
    std::int64_t version = 1;
    Instant changed_at = {};

    // Somebody still has to do something about it.
    [[nodiscard]] bool is_open() const { return state == ItemState::open || state == ItemState::unfinished; }
};

// What people read in their language of it.
TextOf title_text(AgendaItem const& item);
TextOf text_text(AgendaItem const& item);

// When each item is to begin: from the meeting's beginning on, as long as the minutes of all before are
// known.
std::vector<std::optional<i18n::TimeOfDay>> planned_times(
    std::optional<i18n::TimeOfDay> begins_at, std::span<AgendaItem const> items);

} // namespace kommin::meetings
