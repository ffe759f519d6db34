#pragma once
// Stocktakings at the desk: what they ask about and whom, opening and closing them. Rights are those for
// their owner.

#include "modules/goals/inventory/inventory.hpp"
#include "modules/goals/inventory/inventory_store.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/form_fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

inline constexpr std::string_view inventory_mail_kind = "goals.inventory_letter";
// A district has some hundred offices; more would be no page any more.
inline constexpr std::size_t most_requests = 500;
inline constexpr std::chrono::days longest_inventory{366};
// Of a district with all its municipalities, at the same time.
inline constexpr int most_open = 500;

namespace inventory_field {
inline constexpr std::string_view title = "title";
inline constexpr std::string_view until = "until";
inline constexpr std::string_view panels = "panels"; // several: numbers of fields of action
inline constexpr std::string_view introduction = "introduction";
inline constexpr std::string_view remark = web::common_field::remark;
inline constexpr std::string_view source = web::common_field::source;
// Asked of a new one only, and of no version: whose it is, by its slug, "" for the Kreis; and the number of
// the one that it goes on from.
inline constexpr std::string_view body = "body";
inline constexpr std::string_view previous = "previous";
// Not of the form: it is opened and closed by buttons. Versions have it, too.
inline constexpr std::string_view state = "state";
} // namespace inventory_field
inline constexpr std::array all_inventory_fields{
    web::FormField{inventory_field::title, "inventory.field.title"_msg},
    web::FormField{inventory_field::until, "inventory.field.until"_msg},
    web::FormField{inventory_field::panels, "inventory.field.panels"_msg},
    web::FormField{inventory_field::introduction, "inventory.field.introduction"_msg},
    web::FormField{inventory_field::remark, "form.remark"_msg},
    web::FormField{inventory_field::source, "form.source"_msg}};
inline constexpr std::array course_inventory_fields{
    web::FormField{inventory_field::state, "inventory.field.state"_msg}};

inline constexpr std::array<std::string_view, 3> harmless_inventory_fields{
    inventory_field::until, inventory_field::panels, inventory_field::state};
inline constexpr records::EditedKind edited_inventories{
    .kind = inventory_subject,
    .table = inventory_table,
    .owner = "COALESCE(body_id, 0)", // as Inventory::owner()
    .was_public = "FALSE",
    .actions = "goals.inventory",
    .harmless_fields = harmless_inventory_fields,
    .has_drafts = false};

struct WholeInventory {
    Inventory inventory;
    std::vector<meetings::PanelId> fields; // in their order
};
// Nothing where it does not exist or this actor has no such permission for its owner.
std::optional<WholeInventory> find_seen_inventory(
    db::Connection& db, TenantId tenant, InventoryId id, Actor const& actor, Permission permission);

records::Fields form_of(WholeInventory const& whole);
records::Fields spelled_inventory(records::Fields const& typed);
// Everything that stands in the way of saving and can be said without a look at other records.
std::vector<Problem> problems_of_inventory(records::Fields const& fields);

// Which one, as this person last saw it.
struct InventoryVersion {
    InventoryId id;
    std::int64_t version;
};
// `form_key`: a form sent twice with the same entries makes one. One that goes on from another asks the same
// again. Problems: not_found without the right; what problems_of_inventory() finds; "body" and "panels" where
// they name what this actor cannot choose.
Result<InventoryId> add_inventory(Work& work, records::Fields const& typed, std::string_view form_key);
// Problems likewise; "until" where an open one is to have none, one that is over, or one later than
// longest_inventory; "panels" where an entry has one that is left out; a conflict where it is closed or
// somebody has changed it meanwhile.
Result<void> save_inventory(Work& work, InventoryVersion const& seen, records::Fields const& typed);

// Whom to ask besides those who are.
struct TypedRequests {
    std::vector<tenants::UnitId> units;
    std::string organisations; // a line for each: "Verein; post@verein.example"
    std::string language; // of the letters to these organisations
};
inline constexpr std::string_view units_field = "units";
inline constexpr std::string_view organisations_field = "organisations";
inline constexpr std::string_view language_field = "language";
std::vector<Problem> problems_of_requests(TypedRequests const& typed);
// Whoever is asked stays so; another address of an organisation takes the place of the one before, and a
// letter may go there. How many are asked now, or elsewhere, that were not before. Problems: not_found; a
// conflict where it is closed; "units" for a unit of somebody else; those of problems_of_requests(); "units"
// where they are too many.
Result<std::int64_t> add_requests(Work& work, InventoryId id, TypedRequests const& typed);
// That has not answered, whatever the day; its link ends. One that is gone already is no problem. Problems:
// not_found; a conflict where it has answered.
Result<bool> erase_request(Work& work, InventoryId inventory, InventoryRequestId id);
// The address of an organisation, with its links, and the word beside "nothing to report": personal things
// that should not stand there, whatever the day. They say whether anything was done. Problems: not_found; a
// conflict where the address is the mailbox of a unit.
Result<bool> erase_address(Work& work, InventoryId inventory, InventoryRequestId id);
Result<bool> erase_word(Work& work, InventoryId inventory, InventoryRequestId id);

// The mailbox to which its letters go; "" where there is none.
std::string mailbox_of(
    InventoryRequest const& request, std::vector<tenants::OrganisationalUnit> const& units);
// "Sozialamt" as it is called on that day, or the organisation.
std::string name_of(
    InventoryRequest const& request, std::vector<tenants::OrganisationalUnit> const& units, Date day);

// What came of a press.
struct InventoryAsking {
    std::int64_t letters = 0; // that were ordered
    bool was_opened = false;
};
// Opens a draft, and orders a letter to everybody who has a mailbox, no letter yet and no answer. Problems:
// not_found; a conflict where it is closed, its day is over for so long that no letter leaves, or somebody
// has changed it meanwhile; "until", "panels" or "units" where it cannot be opened so.
Result<InventoryAsking> open_inventory(Work& work, InventoryVersion const& seen);
// One more letter to somebody who was asked and has not answered: a mailbox was wrong, a letter got lost.
// `seen`: the version of the request. Says whether one was ordered: pressed twice, nothing happens. Problems:
// not_found; a conflict where it is not open, its day is over for so long that no letter leaves, it is
// answered, or has no mailbox.
Result<bool> ask_again(Work& work, InventoryId inventory, InventoryRequestId id, std::int64_t seen);
// Its links end. Problems: not_found; a conflict where it is a draft or somebody has changed it meanwhile.
// Says whether anything was done.
Result<bool> close_inventory(Work& work, InventoryVersion const& seen);

// The reminders of the day, of all open ones.
std::int64_t order_reminders(Work& work);

} // namespace kommin::goals
