#pragma once
// Editing an agenda: what stands on it, in which order, for how long. A change counts at once. Rights are
// those for the meetings of the item's panel.

#include "modules/meetings/agenda/agenda_item.hpp"
#include "modules/meetings/agenda/agenda_store.hpp"
#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/panels/form_fields.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

namespace item_field {
inline constexpr std::string_view kind = "kind";
inline constexpr std::string_view title = "title";
inline constexpr std::string_view text = "text";
inline constexpr std::string_view minutes = "minutes";
inline constexpr std::string_view speaker = "speaker";
inline constexpr std::string_view internal = "internal";
// Not of the form; versions have them, too.
inline constexpr std::string_view state = "state";
inline constexpr std::string_view answer = "answer";
} // namespace item_field
inline constexpr std::array form_item_fields{item_field::title,   item_field::kind,    item_field::text,
                                             item_field::minutes, item_field::speaker, item_field::internal};
inline constexpr std::array all_item_fields{
    FormField{item_field::title, "meeting.field.title"_msg},
    FormField{item_field::kind, "panel.field.kind"_msg},
    FormField{item_field::text, "item.field.text"_msg},
    FormField{item_field::minutes, "item.field.minutes"_msg},
    FormField{item_field::speaker, "item.field.speaker"_msg},
    FormField{item_field::internal, "item.field.internal"_msg},
    FormField{item_field::state, "staff.state"_msg},
    FormField{item_field::answer, "item.field.answer"_msg}};
inline constexpr std::string_view internal_value = "ja";

inline constexpr std::array<std::string_view, 3> harmless_item_fields{
    item_field::kind, item_field::minutes, item_field::state};
inline constexpr records::EditedKind edited_items{
    .kind = item_subject,
    .table = item_table,
    .owner = "(SELECT COALESCE(p.body_id, 0) FROM panels p WHERE p.id = agenda_items.panel_id)",
    .was_public = "FALSE",
    .actions = "meetings.item",
    .harmless_fields = harmless_item_fields,
    .has_drafts = false};

// An item with its panel.
struct SeenItem {
    AgendaItem item;
    Panel panel;
};
// Nothing where it does not exist or this actor has no such permission for its panel.
std::optional<SeenItem> find_seen_item(
    db::Connection& db, TenantId tenant, ItemId id, Actor const& actor, Permission permission);

records::Fields form_of(AgendaItem const& item);
// As they are stored; state and answer as they stand in the fields.
records::Fields spelled_item(records::Fields const& typed);
// Everything that stands in the way of saving.
std::vector<Problem> problems_of_item(records::Fields const& fields);

// Which item, as this person last saw it.
struct ItemVersion {
    ItemId id;
    std::int64_t version;
};
// Problems: not_found without the right; what problems_of_item() finds; a conflict where somebody has changed
// it meanwhile ("record.problem.changed_meanwhile").
Result<void> save_item(Work& work, ItemVersion const& seen, records::Fields const& typed);

// On the agenda of a meeting, or waiting for one of the panel.
struct AgendaPlace {
    PanelId panel;
    std::optional<MeetingId> meeting = {};
};
// At the end. `form_key`: a form sent twice with the same entries makes one item. Problems: not_found without
// the right or where the meeting is none of that panel's; "item.problem.over" where it is cancelled; what
// problems_of_item() finds.
Result<ItemId> add_item(
    Work& work, AgendaPlace const& place, records::Fields const& typed, std::string_view form_key);

enum class Direction : std::uint8_t { up, down };
// By one. `seen_position`: where the person saw it; where it stands elsewhere by now, it stays there, so that
// a press that is repeated moves it once. Says whether it was moved. Problems: not_found.
Result<bool> move_item(Work& work, ItemId id, int seen_position, Direction direction);

// What becomes of an item that is taken from the agenda.
enum class Removal : std::uint8_t { erased, dropped };
// One that was never talked about and goes on from no other is erased; any other one is dropped and stays.
// `meeting`: where it stands; null, it waits.
Removal removal_of(AgendaItem const& item, Meeting const* meeting, Date today);
// Problems: not_found; a conflict as of save_item(); "item.problem.settled" where something came of it
// already; "item.problem.unanswered" where another panel waits for an answer.
Result<Removal> remove_item(Work& work, ItemVersion const& seen);

} // namespace kommin::meetings
