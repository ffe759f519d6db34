#pragma once
// The use cases of stocktakings and their answers, each with the right that it asks for.

#include "app/tests/measure_attempts.hpp"

#include <string>
#include <vector>

namespace kommin::app {

// What a form about an entry of that field says.
inline records::Fields there_is(meetings::PanelId field, std::string const& title)
{
    records::Fields fields;
    fields.set("kind", "structure");
    fields.set("title", title);
    fields.set("panel", std::to_string(field.value));
    return fields;
}

// An open stocktaking of this municipality (its slug, "" for the Kreis) that asks about one field: an
// organisation has answered with an entry, another one has a letter and has not.
struct AskedInventory {
    goals::InventoryId id;
    meetings::PanelId field;
    goals::InventoryRequestId answered, waiting;
    goals::InventoryEntryId entry;
};
inline Result<goals::InventoryId> drafted_inventory(
    Work& work, std::string const& body, meetings::PanelId field, std::string const& name)
{
    records::Fields fields;
    fields.set("title", "Bestand " + name);
    fields.set("body", body);
    fields.set("panels", std::to_string(field.value));
    fields.set("until", typed_spelling(work.today() + std::chrono::days{30}));
    auto const id = TRY(goals::add_inventory(work, fields, name));
    TRY(goals::add_requests(
        work, id,
        {.units = {},
         .organisations = "Verein " + name + "; eins@verein.example\nTreff " + name + "; zwei@verein.example",
         .language = "de"}));
    return id;
}
inline Result<AskedInventory> inventory_of(Work& work, std::string const& body, std::string const& name)
{
    auto const field = TRY(field_called(work, body, "Bestand " + name));
    auto const id = TRY(drafted_inventory(work, body, field, name));
    TRY(goals::open_inventory(work, {id, 1}));
    auto const requests = goals::list_requests(work.db(), work.tenant(), id);
    auto const entry = TRY(goals::add_entry(
        work, TRY(goals::begin_answer(work, requests.front().id)), there_is(field, "Angebot " + name), name));
    return AskedInventory{id, field, requests.front().id, requests.back().id, entry};
}

template<class DoWork>
void add_inventory_attempts(std::vector<Attempt>& all, DoWork const& do_work)
{
    using namespace goals;
    auto const one = *do_work([](Work& work) { return inventory_of(work, "aalfeld", "eins"); });
    auto const draft
        = *do_work([&](Work& work) { return drafted_inventory(work, "aalfeld", one.field, "zwei"); });
    auto const noted = do_work([&](Work& work) -> Result<InventoryRequestId> {
        return list_requests(work.db(), work.tenant(), draft).front().id;
    });
    records::Fields changed;
    changed.set("title", "Bestand anders");
    changed.set("panels", std::to_string(one.field.value));
    changed.set("until", "01.12.2026");
    all.push_back(
        {"add_inventory", edit_inventories,
         [one](Work& work) { return without_value(drafted_inventory(work, "aalfeld", one.field, "drei")); },
         "body"});
    all.push_back({"save_inventory", edit_inventories, [one, changed](Work& work) {
                       return save_inventory(work, {one.id, 2}, changed);
                   }});
    all.push_back(
        {"add_requests", edit_inventories, [one](Work& work) {
             return without_value(add_requests(
                 work, one.id, {.units = {}, .organisations = "Neu; neu@verein.example", .language = "de"}));
         }});
    all.push_back({"erase_request", edit_inventories, [draft, noted](Work& work) {
                       return without_value(erase_request(work, draft, *noted));
                   }});
    all.push_back({"open_inventory", edit_inventories, [draft](Work& work) {
                       return without_value(open_inventory(work, {draft, 1}));
                   }});
    all.push_back({"ask_again", edit_inventories, [one](Work& work) {
                       return without_value(ask_again(work, one.id, one.waiting, 2));
                   }});
    all.push_back({"close_inventory", edit_inventories, [one](Work& work) {
                       return without_value(close_inventory(work, {one.id, 2}));
                   }});
    all.push_back({"begin_answer", answer_inventories, [one](Work& work) {
                       return without_value(begin_answer(work, one.waiting));
                   }});
    all.push_back({"correct_entry", edit_inventories, [one](Work& work) {
                       return correct_entry(work, one.entry, 1, there_is(one.field, "anders"));
                   }});
    all.push_back({"erase_entry_by_office", edit_inventories, [one](Work& work) {
                       return erase_entry_by_office(work, one.entry, 1);
                   }});
    all.push_back({"erase_address", edit_inventories, [one](Work& work) {
                       return without_value(erase_address(work, one.id, one.waiting));
                   }});
    all.push_back({"erase_word", edit_inventories, [one](Work& work) {
                       return without_value(erase_word(work, one.id, one.waiting));
                   }});
    all.push_back({"make_measure", edit_inventories, [one](Work& work) {
                       return without_value(make_measure(work, one.entry, 1));
                   }});
}

} // namespace kommin::app
