// Routes of the desk that read what was answered: all entries, and where nothing is.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/inventory/gap_store.hpp"
#include "modules/goals/inventory/inventory_desk.hpp"
#include "modules/goals/inventory/inventory_shown.hpp"
#include "modules/goals/measures/measure_store.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kommin::goals {

namespace {

constexpr int entries_in_step = 1'000; // of a file

std::map<InventoryRequestId, std::string> who_answered(
    std::vector<InventoryRequest> const& requests, MeasureNames const& names)
{
    std::map<InventoryRequestId, std::string> who;
    for (auto const& one : requests)
        who.emplace(one.id, name_of(one, names.district.units, names.today));
    return who;
}

// What is read at once for the matrix.
struct ReadForGaps {
    std::vector<InventoryRequest> requests;
    std::vector<CountedEntry> entries;
    std::map<InventoryEntryId, std::vector<tenants::BodyId>> entry_places;
    std::vector<CountedMeasure> measures; // that this person sees
    std::map<MeasureId, std::vector<tenants::BodyId>> measure_places;
    bool is_cut;
};

// One more than are counted was asked for.
template<class Line>
bool cut_to_counted(std::vector<Line>& lines)
{
    if (std::ssize(lines) <= most_counted)
        return false;
    lines.pop_back();
    return true;
}

ReadForGaps read_for_gaps(web::Call const& call, WholeInventory const& whole)
{
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        ReadForGaps found;
        found.requests = list_requests(db, tenant, whole.inventory.id);
        found.entries = list_counted_entries(db, tenant, whole.inventory.id, most_counted + 1);
        found.measures = list_counted_measures(
            db, tenant, call.actor().where(see_goals), whole.fields, most_counted + 1);
        bool const has_more_entries = cut_to_counted(found.entries);
        found.is_cut = cut_to_counted(found.measures) || has_more_entries;
        std::vector<InventoryEntryId> entries;
        std::ranges::transform(found.entries, std::back_inserter(entries), &CountedEntry::id);
        found.entry_places = list_places_of(db, tenant, entries);
        std::vector<MeasureId> measures;
        std::ranges::transform(found.measures, std::back_inserter(measures), &CountedMeasure::id);
        found.measure_places = list_places_of(db, tenant, measures);
        return found;
    });
}

struct GapsOfInventory {
    Gaps gaps;
    InventoryCounts counts;
    bool is_cut;
};
GapsOfInventory gaps_of(web::Call const& call, WholeInventory const& whole, MeasureNames const& names)
{
    auto const& inventory = whole.inventory;
    auto found = read_for_gaps(call, whole);
    auto const who = who_answered(found.requests, names);
    std::vector<Counted> all;
    for (auto& one : found.entries) {
        auto const of = who.find(one.request);
        all.push_back(
            {.panel = one.panel,
             .places = std::move(found.entry_places[one.id]),
             .audience = std::move(one.audience),
             .title = std::move(one.title),
             .who = of == who.end() ? std::string{} : of->second,
             .is_measure = false,
             .id = one.id.value});
    }
    for (auto& one : found.measures) {
        auto places = std::move(found.measure_places[one.id]);
        if (places.empty() && one.body) // all of its owner's area
            places.push_back(*one.body);
        all.push_back(
            {.panel = one.panel,
             .places = std::move(places),
             .audience = std::move(one.audience),
             .title = meetings::numbered(one.number, one.title),
             .who = one.unit ? names.unit(*one.unit, true) : std::move(one.office),
             .is_measure = true,
             .id = one.id.value});
    }
    std::vector<tenants::BodyId> places;
    for (auto const& body : names.district.bodies) {
        if (body.kind == tenants::BodyKind::municipality && (!inventory.body || body.id == *inventory.body))
            places.push_back(body.id);
    }
    return {reckon_gaps(whole.fields, std::move(places), all), counts_of(found.requests), found.is_cut};
}

}

http::Response list_entries_at_desk(web::Call& call)
{
    auto const whole = inventory_in_path(call, see_goals);
    if (!whole)
        return web::staff_not_found(call);
    auto const filter = EntryFilter::read(call.request.query());
    auto const names = names_of_inventories(call);
    auto const query = filter.query_of(whole->inventory.id, names);
    struct Found {
        std::vector<InventoryRequest> requests;
        std::int64_t count;
        std::vector<InventoryEntry> entries;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        return Found{
            list_requests(db, tenant, whole->inventory.id), count_entries(db, tenant, query),
            list_entries(
                db, tenant, query, entries_on_page, std::int64_t{filter.page - 1} * entries_on_page)};
    });
    if (auto away = web::way_to_last_page(call, filter.page, entries_on_page, found.count, found.count))
        return *std::move(away);
    auto const who = who_answered(found.requests, names);
    return entry_list_page(
        call,
        {.whole = *whole,
         .filter = filter,
         .entries = found.entries,
         .count = found.count,
         .who = who,
         .names = names,
         .may_edit = call.actor().may(edit_inventories, whole->inventory.owner())});
}

http::Response export_entries(web::Call& call)
{
    using table::Cell;
    auto const whole = inventory_in_path(call, see_goals);
    if (!whole)
        return web::staff_not_found(call);
    auto const& texts = web::staff_texts(call);
    auto const filter = EntryFilter::read(call.request.query());
    auto const names = names_of_inventories(call);
    auto const query = filter.query_of(whole->inventory.id, names);
    auto const who = who_answered(
        web::read(
            call,
            [&](db::Connection& db) { return list_requests(db, call.site.tenant, whole->inventory.id); }),
        names);
    auto const text = [](std::string InventoryEntry::* member) {
        return [member](InventoryEntry const& one) { return Cell(one.*member); };
    };
    web::ListExport<InventoryEntry> file(
        call, web::export_format(call.request), "bestand", "inventory.entries"_msg,
        {{"inventory.who"_msg, 40,
          [&](InventoryEntry const& one) {
              auto const of = who.find(one.request);
              return of == who.end() ? Cell() : Cell(of->second);
          }},
         {"inventory.entry.field.kind"_msg, 14,
          [&](InventoryEntry const& one) { return Cell(std::string(texts(label_of(one.kind)))); }},
         {"inventory.entry.field.title"_msg, 50, text(&InventoryEntry::title)},
         {"inventory.entry.field.panel"_msg, 30,
          [&](InventoryEntry const& one) { return Cell(names.panel(one.panel)); }},
         {"inventory.entry.field.text"_msg, 60, text(&InventoryEntry::text)},
         {"inventory.entry.field.audience"_msg, 40, text(&InventoryEntry::audience)},
         {"inventory.entry.field.places"_msg, 40,
          [&](InventoryEntry const& one) { return Cell(places_in_words(names, one.places, texts)); }},
         {"inventory.entry.field.since"_msg, 12,
          [](InventoryEntry const& one) { return one.since ? Cell(one.since->to_iso()) : Cell(); }},
         {"inventory.entry.field.reach"_msg, 30, text(&InventoryEntry::reach)},
         {"inventory.entry.field.contact"_msg, 30, text(&InventoryEntry::contact)},
         {"measure.one"_msg, 14, [&](InventoryEntry const& one) {
              return one.measure ? Cell(std::string(texts("inventory.entry.has_measure"_msg))) : Cell();
          }}});
    for (std::int64_t at = 0;; at += entries_in_step) {
        auto const entries = web::read(call, [&](db::Connection& db) {
            return list_entries(db, call.site.tenant, query, entries_in_step, at);
        });
        for (auto const& one : entries) {
            if (!file.add(one))
                return file.answer();
        }
        if (std::ssize(entries) < entries_in_step)
            return file.answer();
    }
}

http::Response show_gaps(web::Call& call)
{
    auto const whole = inventory_in_path(call, see_goals);
    if (!whole)
        return web::staff_not_found(call);
    auto const names = names_of_inventories(call);
    auto const found = gaps_of(call, *whole, names);
    return gap_page(
        call,
        {.whole = *whole,
         .gaps = found.gaps,
         .names = names,
         .counts = found.counts,
         .is_cut = found.is_cut});
}

http::Response export_gaps(web::Call& call)
{
    using table::Cell;
    auto const whole = inventory_in_path(call, see_goals);
    if (!whole)
        return web::staff_not_found(call);
    auto const& texts = web::staff_texts(call);
    auto const names = names_of_inventories(call);
    auto const found = gaps_of(call, *whole, names);
    struct Line {
        meetings::PanelId field;
        tenants::BodyId place;
        GapCell cell;
    };
    web::ListExport<Line> file(
        call, web::export_format(call.request), "luecken", "inventory.gaps"_msg,
        {{"inventory.entry.field.panel"_msg, 30,
          [&](Line const& line) { return Cell(names.panel(line.field)); }},
         {"measure.filter.place"_msg, 24, [&](Line const& line) { return Cell(names.place(line.place)); }},
         {"inventory.entries"_msg, 12, [](Line const& line) { return Cell(line.cell.entries); }},
         {"measure.title"_msg, 12, [](Line const& line) { return Cell(line.cell.measures); }},
         {"gap.column"_msg, 12, [&](Line const& line) {
              return line.cell.is_gap() ? Cell(std::string(texts("gap.none"_msg))) : Cell();
          }}});
    for (auto const field : found.gaps.fields) {
        for (auto const place : found.gaps.places) {
            if (!file.add({field, place, found.gaps.cells.at({field, place})}))
                return file.answer();
        }
    }
    return file.answer();
}

} // namespace kommin::goals
