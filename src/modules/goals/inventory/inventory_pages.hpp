#pragma once
// The pages on which people at work ask what there is, answer, and read where nothing is.

#include "modules/goals/inventory/entry_editing.hpp"
#include "modules/goals/inventory/inventory_gaps.hpp"
#include "modules/goals/measures/measure_named.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

inline constexpr std::string_view inventories_path = "bestandsaufnahmen";
inline constexpr int most_inventories_shown = 200;

html::Url inventories_url();
html::Url inventory_url(InventoryId id);
html::Url inventory_url(InventoryId id, std::string_view page); // below it: "bearbeiten"
html::Url request_url(InventoryRequest const& request);
html::Url request_url(InventoryRequest const& request, std::string_view page);
html::Url entry_url(InventoryEntry const& entry);
html::Url entry_url(InventoryEntry const& entry, std::string_view page);

web::StaffMark mark_of(InventoryState state, i18n::Texts const& texts);
web::StaffMark mark_of(InventoryAnswer answer, i18n::Texts const& texts);
// "überall" where there are none.
std::string places_in_words(
    MeasureNames const& names, std::vector<tenants::BodyId> const& places, i18n::Texts const& texts);

web::StaffFrame frame_below_inventories(web::Call const& call, std::string title);
web::StaffFrame frame_below_inventory(web::Call const& call, Inventory const& inventory, std::string title);
web::StaffFrame frame_below_request(
    web::Call const& call, Inventory const& inventory, InventoryRequest const& request,
    MeasureNames const& names, std::string title);

struct InventoryListPage {
    std::vector<Inventory> const& inventories; // at most most_inventories_shown
    std::map<InventoryId, InventoryCounts> const& counts;
    MeasureNames const& names;
    bool may_add;
};
http::Response inventory_list_page(web::Call const& call, InventoryListPage const& page);

struct InventoryPage {
    WholeInventory const& whole;
    std::optional<Inventory> const& previous; // that it goes on from
    std::vector<InventoryRequest> const& requests;
    std::set<InventoryRequestId> const& lettered; // whose letter has left
    MeasureNames const& names;
    bool may_edit;
    std::vector<Problem> problems = {};
    std::vector<std::string> not_stored = {}; // was typed, and no form is left for it
};
http::Response inventory_page(web::Call const& call, InventoryPage const& page);

web::RecordForm inventory_record_form(i18n::Texts const& texts, MeasureNames names);
struct InventoryFormPage {
    MeasureNames const& names;
    Inventory const* inventory; // null: a new one
    Inventory const* previous; // that a new one goes on from
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response inventory_form_page(web::Call const& call, InventoryFormPage const& page);

struct RequestsFormPage {
    Inventory const& inventory;
    std::vector<InventoryRequest> const& requests; // that are there
    MeasureNames const& names;
    TypedRequests const& typed;
    std::vector<Problem> problems = {};
};
http::Response requests_form_page(web::Call const& call, RequestsFormPage const& page);

struct RequestPage {
    AnsweredRequest const& of;
    std::vector<InventoryEntry> const& entries;
    std::vector<InventoryEntry> const& former; // that may hold on
    MeasureNames const& names;
    bool may_edit; // the stocktaking
    bool may_answer; // today, for this unit
    bool is_of_others; // it may be answered today, by somebody else
    std::string word; // typed beside "nothing to report"
    std::vector<Problem> problems = {};
    std::vector<std::string> not_stored = {};
};
http::Response request_page(web::Call const& call, RequestPage const& page);

web::RecordForm entry_record_form(i18n::Texts const& texts, MeasureNames names);
struct EntryFormPage {
    AnsweredRequest const& of;
    MeasureNames const& names;
    InventoryEntry const* entry; // null: a new one
    records::Fields const& fields;
    std::string form_key = {};
    bool may_erase = false;
    bool may_make_measure = false;
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response entry_form_page(web::Call const& call, EntryFormPage const& page);

inline constexpr int entries_on_page = 50;
struct EntryFilter {
    std::optional<meetings::PanelId> panel = {}; // feld
    std::string place = {}; // gemeinde: a slug
    int page = 1; // seite

    static EntryFilter read(http::Form const& query);
    [[nodiscard]] EntryQuery query_of(InventoryId inventory, MeasureNames const& names) const;
};
html::Url entries_url(InventoryId id, EntryFilter const& filter = {}, std::string_view file = {});
struct EntryListPage {
    WholeInventory const& whole;
    EntryFilter const& filter;
    std::vector<InventoryEntry> const& entries; // of this page
    std::int64_t count; // of all that the filter lets through
    std::map<InventoryRequestId, std::string> const& who;
    MeasureNames const& names;
    bool may_edit;
};
http::Response entry_list_page(web::Call const& call, EntryListPage const& page);

// More than a district has in its fields of action at once.
inline constexpr int most_counted = 10'000;
struct GapPage {
    WholeInventory const& whole;
    Gaps const& gaps;
    MeasureNames const& names;
    InventoryCounts counts;
    bool is_cut; // there are more than most_counted entries or measures
};
http::Response gap_page(web::Call const& call, GapPage const& page);

// Something that there is: what it is, for whom, where, since when, whom it reaches.
void write_entry_facts(
    html::Writer& w, web::Call const& call, MeasureNames const& names, InventoryEntry const& entry);

} // namespace kommin::goals
