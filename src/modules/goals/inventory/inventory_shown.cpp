#include "modules/goals/inventory/inventory_shown.hpp"

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/typed_id.hpp"
#include "modules/goals/inventory/inventory_rights.hpp"
#include "platform/web/write.hpp"

#include <utility>

namespace kommin::goals {

std::optional<WholeInventory> inventory_in_path(web::Call const& call, Permission permission)
{
    auto const id = typed_id<InventoryId>(call.path["bestand"]);
    return !id ? std::nullopt : web::read(call, [&](db::Connection& db) {
        return find_seen_inventory(db, call.site.tenant, *id, call.actor(), permission);
    });
}

std::optional<AnsweredRequest> request_in_path(web::Call const& call, Permission permission)
{
    auto const inventory = typed_id<InventoryId>(call.path["bestand"]);
    auto const id = typed_id<InventoryRequestId>(call.path["anfrage"]);
    if (!inventory || !id)
        return std::nullopt;
    auto found = web::read(call, [&](db::Connection& db) {
        return find_seen_request(db, call.site.tenant, *id, call.actor(), permission);
    });
    return found && found->request.inventory == *inventory ? std::move(found) : std::nullopt;
}

std::optional<SeenEntry> entry_in_path(web::Call const& call, Permission permission)
{
    auto const inventory = typed_id<InventoryId>(call.path["bestand"]);
    auto const id = typed_id<InventoryEntryId>(call.path["meldung"]);
    if (!inventory || !id)
        return std::nullopt;
    auto found = web::read(call, [&](db::Connection& db) {
        return find_seen_entry(db, call.site.tenant, *id, call.actor(), permission);
    });
    return found && found->entry.inventory == *inventory ? std::move(found) : std::nullopt;
}

MeasureNames names_of_inventories(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) {
        return load_measure_names(db, call.site.tenant, call.local_now().date);
    });
}

http::Response show_inventory_with(
    web::Call const& call, std::vector<Problem> problems, std::vector<std::string> not_stored)
{
    auto const whole = inventory_in_path(call, see_goals);
    if (!whole)
        return web::staff_not_found(call);
    struct Found {
        std::optional<Inventory> previous;
        std::vector<InventoryRequest> requests;
        std::set<InventoryRequestId> lettered;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto previous = whole->inventory.previous ? load_inventory(db, tenant, *whole->inventory.previous)
                                                  : std::nullopt;
        return Found{
            std::move(previous), list_requests(db, tenant, whole->inventory.id),
            list_lettered(db, tenant, whole->inventory.id)};
    });
    auto const names = names_of_inventories(call);
    return inventory_page(
        call,
        {.whole = *whole,
         .previous = found.previous,
         .requests = found.requests,
         .lettered = found.lettered,
         .names = names,
         .may_edit = call.actor().may(edit_inventories, whole->inventory.owner()),
         .problems = std::move(problems),
         .not_stored = std::move(not_stored)});
}

http::Response show_request_with(
    web::Call const& call, AnsweredRequest const& of, std::vector<Problem> problems, std::string word,
    std::vector<std::string> not_stored)
{
    struct Found {
        std::vector<InventoryEntry> entries;
        std::vector<InventoryEntry> former;
        bool is_own;
    };
    auto const& inventory = of.whole.inventory;
    auto const actor = call.actor();
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        return Found{
            list_entries_of_request(db, tenant, of.request.id), list_former_entries(db, tenant, of.request),
            may_answer_for(db, tenant, actor, inventory, of.request)};
    });
    bool const is_open = may_still_answer(inventory, of.request, call.local_now().date, *call.site.zone);
    auto const names = names_of_inventories(call);
    return request_page(
        call,
        {.of = of,
         .entries = found.entries,
         .former = found.former,
         .names = names,
         .may_edit = actor.may(edit_inventories, inventory.owner()),
         .may_answer = found.is_own && is_open,
         .is_of_others = !found.is_own && is_open,
         .word = std::move(word),
         .problems = std::move(problems),
         .not_stored = std::move(not_stored)});
}

} // namespace kommin::goals
