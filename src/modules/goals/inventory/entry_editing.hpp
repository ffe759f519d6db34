#pragma once
// Answers to a stocktaking: entries, or that there is nothing to report. Given at the desk or by the link of
// a letter, put right by the office.

#include "modules/goals/inventory/entry_store.hpp"
#include "modules/goals/inventory/inventory_editing.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

inline constexpr std::size_t most_entries = 200; // of one request

namespace entry_field {
inline constexpr std::string_view kind = "kind";
inline constexpr std::string_view title = "title";
inline constexpr std::string_view panel = "panel"; // its number
inline constexpr std::string_view text = "text";
inline constexpr std::string_view audience = "audience";
inline constexpr std::string_view places = "places"; // several: numbers of municipalities
inline constexpr std::string_view since = "since";
inline constexpr std::string_view reach = "reach"; // a line for each
inline constexpr std::string_view contact = "contact";
} // namespace entry_field
inline constexpr std::array all_entry_fields{
    web::FormField{entry_field::kind, "inventory.entry.field.kind"_msg},
    web::FormField{entry_field::title, "inventory.entry.field.title"_msg},
    web::FormField{entry_field::panel, "inventory.entry.field.panel"_msg},
    web::FormField{entry_field::text, "inventory.entry.field.text"_msg},
    web::FormField{entry_field::audience, "inventory.entry.field.audience"_msg},
    web::FormField{entry_field::places, "inventory.entry.field.places"_msg},
    web::FormField{entry_field::since, "inventory.entry.field.since"_msg},
    web::FormField{entry_field::reach, "inventory.entry.field.reach"_msg},
    web::FormField{entry_field::contact, "inventory.entry.field.contact"_msg}};

inline constexpr std::array<std::string_view, 4> harmless_entry_fields{
    entry_field::kind, entry_field::panel, entry_field::places, entry_field::since};
inline constexpr records::EditedKind edited_entries{
    .kind = inventory_entry_subject,
    .table = entry_table,
    .owner = "COALESCE((SELECT i.body_id FROM inventories i WHERE i.id = inventory_entries.inventory_id), 0)",
    .was_public = "FALSE",
    .actions = "goals.inventory_entry",
    .harmless_fields = harmless_entry_fields,
    .has_drafts = false};

// A request with its stocktaking, for whoever may answer it.
struct AnsweredRequest {
    WholeInventory whole;
    InventoryRequest request;
};
// Nothing where it does not exist, this actor has no such permission for its owner, or the permission is to
// answer and it is of somebody else: see may_answer_for().
std::optional<AnsweredRequest> find_seen_request(
    db::Connection& db, TenantId tenant, InventoryRequestId id, Actor const& actor, Permission permission);
struct SeenEntry {
    InventoryEntry entry;
    AnsweredRequest of;
};
std::optional<SeenEntry> find_seen_entry(
    db::Connection& db, TenantId tenant, InventoryEntryId id, Actor const& actor, Permission permission);

records::Fields form_of(InventoryEntry const& entry);
records::Fields spelled_entry(records::Fields const& typed);
// Everything that stands in the way of saving it in this stocktaking. `stored`: null for a new one.
std::vector<Problem> problems_of_entry(
    records::Fields const& fields, WholeInventory const& whole, InventoryEntry const* stored);

// The request as it is in this work, for somebody at the desk who answers it. Problems: not_found without the
// right, and for the unit of somebody else.
Result<AnsweredRequest> begin_answer(Work& work, InventoryRequestId id);

// In each of the following the request is the one of begin_answer() or begin_linked_answer() in this work.
// Problems of all: a conflict where it is closed, a draft, or was answered up to its day and that is over.
// The last entry that goes takes the answer along.

// `form_key`: a form sent twice with the same entries makes one. Problems also: problems_of_entry(); a
// conflict where there are too many; "places" where one is no municipality of the district.
Result<InventoryEntryId> add_entry(
    Work& work, AnsweredRequest const& to, records::Fields const& typed, std::string_view form_key);
// Problems also: not_found where it has no such entry; a conflict where somebody has changed it meanwhile.
Result<void> change_entry(
    Work& work, AnsweredRequest const& to, InventoryEntryId id, std::int64_t seen,
    records::Fields const& typed);
// With its versions. One that is gone already is no problem. A conflict where a measure was made of it.
Result<bool> erase_entry(Work& work, AnsweredRequest const& to, InventoryEntryId id, std::int64_t seen);
// What the office takes out, whatever the day, for it says what it should not; a measure that was made of it
// stays. Problems: not_found without the right to edit its stocktaking; a conflict where somebody has changed
// it meanwhile.
Result<void> erase_entry_by_office(Work& work, InventoryEntryId id, std::int64_t seen);
// What the request before said holds on: a new entry with the same words. Pressed again, it is the same one.
// Problems also: not_found where there is no such one; "panel" where this stocktaking does not ask about it.
Result<InventoryEntryId> continue_entry(Work& work, AnsweredRequest const& to, InventoryEntryId former);
// There is nothing to report. Problems also: a conflict where there are entries; "word" where it is too long.
// Says whether anything was done.
Result<bool> report_nothing(Work& work, AnsweredRequest const& to, std::string_view word);
inline constexpr std::size_t longest_nothing_word = 500; // code points
std::vector<Problem> problems_of_nothing(std::string_view word);

// The office puts an entry right, whatever the day. Problems: not_found without the right to edit its
// stocktaking; problems_of_entry(); a conflict where somebody has changed it meanwhile.
Result<void> correct_entry(Work& work, InventoryEntryId id, std::int64_t seen, records::Fields const& typed);
// The measure that was made of it; pressed again, it is the same one. Problems: not_found without the right
// to edit its stocktaking and measures of its owner; a conflict where somebody has changed it meanwhile; what
// stands in the way of the measure, of no field.
Result<MeasureId> make_measure(Work& work, InventoryEntryId id, std::int64_t seen);

} // namespace kommin::goals
