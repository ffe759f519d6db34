#include "modules/goals/inventory/inventory_life.hpp"

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/inventory/inventory_pages.hpp"
#include "modules/goals/inventory/inventory_store.hpp"
#include "platform/web/life_line.hpp"

#include <string>
#include <vector>

namespace kommin::goals {

namespace {

constexpr int most_entries_told = static_cast<int>(web::LifeLine::most_of_a_kind) + 1; // one more: it says so

// The entries of which measures were made.
void go_back_to_entries(web::Call const& call, web::LifeLine& line)
{
    auto const measures = line.ids_of<MeasureId>(measure_subject);
    if (measures.empty())
        return;
    ToldEntryQuery const query{.owners = call.actor().where(see_goals), .measures = measures};
    for (auto const& one : list_told_entries(call.db(), call.site.tenant, query, most_entries_told))
        line.add(inventory_entry_subject, one.id.value);
}

// Each stands where what it says was there begins: that it was said later is read behind the link.
void tell_entries(web::Call const& call, web::LifeLine& line)
{
    auto const ids = line.ids_of<InventoryEntryId>(inventory_entry_subject);
    if (ids.empty())
        return;
    auto const& texts = web::staff_texts(call);
    ToldEntryQuery const query{.owners = call.actor().where(see_goals), .ids = ids};
    for (auto const& one : list_told_entries(call.db(), call.site.tenant, query, most_entries_told)) {
        InventoryRequest request;
        request.id = one.request;
        request.inventory = one.inventory;
        line.tell(
            one.since,
            texts(
                one.since ? "life.inventory_entry.since"_msg : "life.inventory_entry"_msg,
                {{"inventory", one.inventory_title}, {"title", one.title}}),
            request_url(request));
    }
}

}

web::StaffLife life_of_inventories()
{
    return {.from = &go_back_to_entries, .tell = &tell_entries};
}

} // namespace kommin::goals
