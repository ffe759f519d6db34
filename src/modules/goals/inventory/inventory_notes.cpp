// Stocktakings where staff pages speak of any kind of record: "Heute", the audit trail.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/inventory/inventory_desk.hpp"
#include "modules/goals/inventory/inventory_pages.hpp"
#include "modules/goals/inventory/inventory_rights.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <utility>

namespace kommin::goals {

namespace {

constexpr int most_inventories_today = 20;

// Those that this person runs: their day is over, and somebody has to look at what came.
void add_over(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const owners = call.actor().where(edit_inventories);
    if (owners.empty())
        return;
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto const tenant = call.site.tenant;
    auto open = list_open_inventories(call.db(), tenant, owners, most_inventories_today);
    std::erase_if(open, [&](Inventory const& one) { return !one.until || *one.until >= today; });
    std::vector<InventoryId> ids;
    for (auto const& one : open)
        ids.push_back(one.id);
    auto counts = count_requests(call.db(), tenant, ids);
    for (auto const& one : open)
        items.push_back(
            {.area = "inventory.title"_msg,
             .title = one.title,
             .url = inventory_url(one.id),
             .reason = texts("inventory.today.over"_msg, {{"count", counts[one.id].open()}}),
             .due = one.until,
             .action = "inventory.today.look"_msg,
             .is_content = true});
}

// Those in which their own unit has not answered, for whoever answers and does not run them.
void add_unanswered(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const actor = call.actor();
    auto const tenant = call.site.tenant;
    auto const owners = actor.where(answer_inventories);
    auto const own
        = owners.empty() ? std::vector<tenants::UnitId>{} : list_own_units(call.db(), tenant, actor);
    if (own.empty())
        return;
    auto const requests = list_unanswered_of_units(call.db(), tenant, own, most_inventories_today);
    if (requests.empty())
        return;
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto const units = tenants::list_units(call.db(), tenant);
    auto const open = list_open_inventories(call.db(), tenant, owners, most_open);
    for (auto const& request : requests) {
        auto const one = std::ranges::find(open, request.inventory, &Inventory::id);
        if (one == open.end() || !takes_answers(*one, today) || actor.may(edit_inventories, one->owner()))
            continue;
        items.push_back(
            {.area = "inventory.title"_msg,
             .title = one->title,
             .url = request_url(request),
             .reason = texts("inventory.today.waiting"_msg, {{"who", name_of(request, units, today)}}),
             .due = one->until,
             .action = "inventory.today.answer"_msg,
             .is_content = true});
    }
}

MeasureNames names_noted(web::Call const& call)
{
    return load_measure_names(call.db(), call.site.tenant, call.local_now().date);
}

std::optional<html::Url> history_of(
    web::Call const& call, content::SubjectKind kind, std::int64_t id, std::int64_t version,
    html::Url const& url)
{
    if (!records::find_version(call.db(), call.site.tenant, {kind, id}, version, records::unrestricted))
        return std::nullopt;
    return url.with_query({{"fassung", std::to_string(version)}});
}

std::optional<web::RecentRecord> recent_inventory(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const found
        = find_seen_inventory(call.db(), call.site.tenant, InventoryId{id}, call.actor(), see_goals);
    if (!found)
        return std::nullopt;
    return web::RecentRecord{found->inventory.title, inventory_url(found->inventory.id)};
}

std::optional<web::RecentRecord> recent_entry(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const found = find_seen_entry(
        call.db(), call.site.tenant, InventoryEntryId{id}, call.actor(), answer_inventories);
    if (!found)
        return std::nullopt;
    return web::RecentRecord{found->entry.title, entry_url(found->entry)};
}

std::optional<web::RecentRecord> recent_request(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const found
        = find_seen_request(call.db(), call.site.tenant, InventoryRequestId{id}, call.actor(), see_goals);
    if (!found)
        return std::nullopt;
    auto const units = tenants::list_units(call.db(), call.site.tenant);
    return web::RecentRecord{
        name_of(found->request, units, call.local_now().date), request_url(found->request)};
}

}

void add_inventories_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    add_over(call, items);
    add_unanswered(call, items);
}

std::vector<web::StaffForm> noted_inventories()
{
    return {
        {.kind = inventory_subject.word(),
         .open =
             [](web::Call const& call) {
                 return inventory_record_form(web::staff_texts(call), names_noted(call));
             },
         .versions = inventory_subject},
        {.kind = inventory_entry_subject.word(),
         .open
         = [](web::Call const& call) { return entry_record_form(web::staff_texts(call), names_noted(call)); },
         .versions = inventory_entry_subject}};
}

std::vector<web::StaffRecord> recorded_inventories()
{
    return {
        {.kind = inventory_subject.word(),
         .permission = edit_inventories,
         .url
         = [](web::Call const&, std::int64_t id) { return std::optional(inventory_url(InventoryId{id})); },
         .version_url =
             [](web::Call const& call, std::int64_t id, std::int64_t version) {
                 return history_of(
                     call, inventory_subject, id, version,
                     web::staff_url({inventories_path, std::to_string(id), "bearbeiten", "verlauf"}));
             }},
        {.kind = inventory_entry_subject.word(),
         .permission = edit_inventories,
         .url =
             [](web::Call const& call, std::int64_t id) {
                 auto const entry = load_entry(call.db(), call.site.tenant, InventoryEntryId{id});
                 return entry ? std::optional(entry_url(*entry)) : std::nullopt;
             },
         .version_url
         = [](web::Call const& call, std::int64_t id, std::int64_t version) -> std::optional<html::Url> {
             auto const entry = load_entry(call.db(), call.site.tenant, InventoryEntryId{id});
             if (!entry)
                 return std::nullopt;
             return history_of(call, inventory_entry_subject, id, version, entry_url(*entry, "verlauf"));
         }},
        {.kind = inventory_request_kind,
         .permission = edit_inventories,
         .url = [](web::Call const& call, std::int64_t id) {
             auto const request = load_request(call.db(), call.site.tenant, InventoryRequestId{id});
             return request ? std::optional(request_url(*request)) : std::nullopt;
         }}};
}

std::vector<web::StaffRecent> recent_inventories()
{
    return {
        {inventory_subject.word(), "inventory.title"_msg, &recent_inventory},
        {inventory_entry_subject.word(), "inventory.entries"_msg, &recent_entry},
        {inventory_request_kind, "inventory.requests"_msg, &recent_request}};
}

} // namespace kommin::goals
