// Routes of the desk that read what was answered: all entries, and where nothing is.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/inventory/inventory_desk.hpp"
#include "modules/goals/inventory/inventory_shown.hpp"
#include "modules/goals/measures/measure_store.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace kommin::goals {

namespace {

// More than a district has in its fields of action at once.
constexpr int most_counted_measures = 10'000;

struct ReadEntries {
    std::vector<InventoryRequest> requests;
    std::vector<InventoryEntry> entries;
};
ReadEntries read_entries(web::Call const& call, InventoryId id)
{
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        return ReadEntries{list_requests(db, tenant, id), list_entries(db, tenant, id)};
    });
}

std::map<InventoryRequestId, std::string> who_answered(
    std::vector<InventoryRequest> const& requests, MeasureNames const& names)
{
    std::map<InventoryRequestId, std::string> who;
    for (auto const& one : requests)
        who.emplace(one.id, name_of(one, names.district.units, names.today));
    return who;
}

// Measures that this person sees and that are planned, wait or run, in any of these fields.
std::vector<Counted> counted_measures(
    web::Call const& call, std::vector<meetings::PanelId> const& fields, MeasureNames const& names)
{
    struct Found {
        std::vector<Measure> measures;
        std::map<MeasureId, std::vector<tenants::BodyId>> places;
    };
    auto found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto measures = list_measures(
            db, tenant, {.owners = call.actor().rights().where(see_goals)}, most_counted_measures);
        std::erase_if(measures, [&](Measure const& one) {
            return one.state == MeasureState::done || one.state == MeasureState::dropped
                || std::ranges::find(fields, one.panel) == fields.end();
        });
        std::vector<MeasureId> ids;
        std::ranges::transform(measures, std::back_inserter(ids), &Measure::id);
        auto places = list_places_of(db, tenant, ids);
        return Found{std::move(measures), std::move(places)};
    });
    std::vector<Counted> counted;
    for (auto const& one : found.measures) {
        auto places = std::move(found.places[one.id]);
        if (places.empty() && one.body) // all of its owner's area
            places.push_back(*one.body);
        counted.push_back(
            {.panel = one.panel,
             .places = std::move(places),
             .audience = one.audience,
             .title = meetings::numbered(one.number, one.title),
             .who = names.in_charge(one, true),
             .is_measure = true,
             .id = one.id.value});
    }
    return counted;
}

struct GapsOfInventory {
    Gaps gaps;
    InventoryCounts counts;
};
GapsOfInventory gaps_of(web::Call const& call, WholeInventory const& whole, MeasureNames const& names)
{
    auto const& inventory = whole.inventory;
    auto const [requests, entries] = read_entries(call, inventory.id);
    auto counted = counted_measures(call, whole.fields, names);
    std::set<std::int64_t> measures;
    for (auto const& one : counted)
        measures.insert(one.id);
    auto const who = who_answered(requests, names);
    std::vector<Counted> all;
    for (auto const& one : entries) {
        if (one.measure && measures.contains(one.measure->value))
            continue; // counted as the measure that was made of it
        auto const of = who.find(one.request);
        all.push_back(
            {.panel = one.panel,
             .places = one.places,
             .audience = one.audience,
             .title = one.title,
             .who = of == who.end() ? std::string{} : of->second,
             .is_measure = false,
             .id = one.id.value});
    }
    std::ranges::move(counted, std::back_inserter(all));
    std::vector<tenants::BodyId> places;
    for (auto const& body : names.district.bodies) {
        if (body.kind == tenants::BodyKind::municipality && (!inventory.body || body.id == *inventory.body))
            places.push_back(body.id);
    }
    InventoryCounts counts;
    for (auto const& one : requests) {
        ++counts.asked;
        counts.with_entries += one.answer == InventoryAnswer::entries ? 1 : 0;
        counts.with_nothing += one.answer == InventoryAnswer::nothing ? 1 : 0;
    }
    return {reckon_gaps(whole.fields, std::move(places), all), counts};
}

}

http::Response list_entries_at_desk(web::Call& call)
{
    auto const whole = inventory_in_path(call, see_goals);
    if (!whole)
        return web::staff_not_found(call);
    auto const filter = EntryFilter::read(call.request.query());
    auto found = read_entries(call, whole->inventory.id);
    auto const names = names_of_inventories(call);
    std::erase_if(found.entries, [&](InventoryEntry const& one) { return !filter.lets_through(one, names); });
    auto const who = who_answered(found.requests, names);
    return entry_list_page(
        call,
        {.whole = *whole,
         .filter = filter,
         .entries = found.entries,
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
    auto const found = read_entries(call, whole->inventory.id);
    auto const names = names_of_inventories(call);
    auto const who = who_answered(found.requests, names);
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
    for (auto const& one : found.entries) {
        if (filter.lets_through(one, names) && !file.add(one))
            break;
    }
    return file.answer();
}

http::Response show_gaps(web::Call& call)
{
    auto const whole = inventory_in_path(call, see_goals);
    if (!whole)
        return web::staff_not_found(call);
    auto const names = names_of_inventories(call);
    auto const found = gaps_of(call, *whole, names);
    return gap_page(call, {.whole = *whole, .gaps = found.gaps, .names = names, .counts = found.counts});
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
