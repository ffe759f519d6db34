#include "modules/meetings/agenda/agenda_pages.hpp"
#include "modules/meetings/agenda/agenda_store.hpp"
#include "modules/meetings/agenda/api.hpp"
#include "modules/meetings/panels/panel_editing.hpp"
#include "modules/meetings/panels/permissions.hpp"

#include <algorithm>

namespace kommin::meetings {

std::vector<PlannedDecision> list_planned_decisions(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<PanelId> const& panels, Date today,
    int limit)
{
    auto const seen = list_seen_panels(db, tenant, actor, see_meetings);
    auto wanted = panels;
    std::erase_if(wanted, [&](PanelId id) { return seen.find(id) == nullptr; });
    return wanted.empty() ? std::vector<PlannedDecision>{}
                          : list_decisions_ahead(db, tenant, wanted, today, limit);
}

html::Url item_desk_url(ItemId id)
{
    return item_url(id);
}

} // namespace kommin::meetings
