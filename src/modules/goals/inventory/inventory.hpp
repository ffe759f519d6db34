#pragma once
// Stocktakings: what there is already of structures and measures, said by the units and organisations that
// are asked (docs/adr/0093).

#include "modules/goals/measures/measure.hpp"
#include "platform/i18n/zone.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

inline constexpr content::SubjectKind inventory_subject{"inventory"};
inline constexpr content::SubjectKind inventory_entry_subject{"inventory_entry"};
inline constexpr std::string_view inventory_request_kind = "inventory_request"; // in the audit trail

using InventoryId = StrongId<struct InventoryTag>;
using InventoryRequestId = StrongId<struct InventoryRequestTag>;
using InventoryEntryId = StrongId<struct InventoryEntryTag>;

enum class InventoryState : std::uint8_t { draft, open, closed };
inline constexpr std::array<std::string_view, 3> inventory_state_names{"draft", "open", "closed"};
inline constexpr std::array all_inventory_states{
    InventoryState::draft, InventoryState::open, InventoryState::closed};
inline std::string_view to_text(InventoryState state)
{
    return kommin::name_of(inventory_state_names, state);
}
inline bool from_text(std::string_view text, InventoryState& state)
{
    return read_name(inventory_state_names, text, state);
}
MessageKey label_of(InventoryState state);

struct Inventory {
    InventoryId id;
    std::optional<tenants::BodyId> body; // whose it is; nothing: the Kreis
    std::optional<InventoryId> previous; // whose answers may be said to hold on
    std::string title;
    std::string introduction; // to those who are asked; each line a paragraph
    std::optional<Date> until; // up to which day answers are asked for; a draft may have none
    InventoryState state = InventoryState::draft;
    std::string remark;
    std::string source;
    std::int64_t version = 1;
    Instant changed_at = {};

    [[nodiscard]] Scope owner() const { return body ? Scope::of_owner(body->value) : Scope::whole_tenant(); }
};

// nothing: there is nothing to report.
enum class InventoryAnswer : std::uint8_t { none, entries, nothing };
inline constexpr std::array<std::string_view, 3> inventory_answer_names{"none", "entries", "nothing"};
inline std::string_view to_text(InventoryAnswer answer)
{
    return kommin::name_of(inventory_answer_names, answer);
}
inline bool from_text(std::string_view text, InventoryAnswer& answer)
{
    return read_name(inventory_answer_names, text, answer);
}
MessageKey label_of(InventoryAnswer answer);

// A unit or an organisation that is asked.
struct InventoryRequest {
    InventoryRequestId id;
    InventoryId inventory;
    std::optional<tenants::UnitId> unit; // who is asked …
    std::string name; // … where it is no unit of the list
    std::string mail; // of an organisation; that of a unit stands with the unit
    std::string language; // of its letters: a tag
    InventoryAnswer answer = InventoryAnswer::none;
    std::string word; // beside "nothing to report"; may be empty
    std::optional<Instant> asked_at; // when its letter was ordered; nothing: it has got none
    std::optional<Date> soon_for, late_for; // of which day of the stocktaking a reminder was ordered
    std::optional<Instant> answered_at; // first
    std::optional<InventoryRequestId> former; // of the stocktaking before
    std::int64_t version = 1;
};

enum class EntryKind : std::uint8_t { structure, measure };
inline constexpr std::array<std::string_view, 2> entry_kind_names{"structure", "measure"};
inline constexpr std::array all_entry_kinds{EntryKind::structure, EntryKind::measure};
inline std::string_view to_text(EntryKind kind)
{
    return kommin::name_of(entry_kind_names, kind);
}
inline bool from_text(std::string_view text, EntryKind& kind)
{
    return read_name(entry_kind_names, text, kind);
}
MessageKey label_of(EntryKind kind);

// Something that there is already.
struct InventoryEntry {
    InventoryEntryId id;
    InventoryId inventory;
    InventoryRequestId request;
    meetings::PanelId panel; // its field of action
    EntryKind kind = EntryKind::structure;
    std::string title;
    std::string text; // what it is; each line a paragraph
    std::string audience; // for whom
    std::optional<PartialDate> since;
    std::string reach; // a line for each, as of a measure
    std::string contact; // an office, in words
    std::optional<MeasureId> measure; // that was made of it
    std::optional<InventoryEntryId> former; // that it says to hold on
    std::int64_t version = 1;
    Instant changed_at = {};
    std::vector<tenants::BodyId> places = {}; // empty: all of the area
};

bool is_behind_its_day(Inventory const& inventory, Date today);
// So long behind its day one that nobody has closed is answered, and links work.
inline constexpr std::chrono::days longest_late{90};
// So long behind the closing the addresses of organisations stay.
inline constexpr std::chrono::days addresses_kept{90};
// Whether answers still come, somewhat late, too.
bool takes_answers(Inventory const& inventory, Date today);
// Whether this request may be answered today by whoever is asked: what was answered up to the day stays as it
// is behind it. `zone`: in which that day ended.
bool may_still_answer(
    Inventory const& inventory, InventoryRequest const& request, Date today, i18n::Zone const& zone);

// What a letter is about.
enum class InventoryLetter : std::uint8_t { request, soon, late };
inline constexpr std::array<std::string_view, 3> inventory_letter_names{"request", "soon", "late"};
inline std::string_view to_text(InventoryLetter letter)
{
    return kommin::name_of(inventory_letter_names, letter);
}
inline bool from_text(std::string_view text, InventoryLetter& letter)
{
    return read_name(inventory_letter_names, text, letter);
}
inline constexpr std::chrono::days reminded_before{7};
// So long nobody is reminded of a letter.
inline constexpr std::chrono::days left_in_peace{7};
// Which reminder is due on this day and was not ordered yet; nothing once it is answered or closed, and where
// no letter has asked. Whoever was asked in the last days has the letter still before them.
std::optional<InventoryLetter> reminder_due(
    Inventory const& inventory, InventoryRequest const& request, Date today, i18n::Zone const& zone);

} // namespace kommin::goals
