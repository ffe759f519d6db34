#include "modules/meetings/meetings/api.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/panel_editing.hpp"
#include "modules/meetings/panels/permissions.hpp"

#include <utility>

namespace kommin::meetings {

std::vector<NamedMeeting> list_named_meetings(
    db::Connection& db, TenantId tenant, Actor const& actor, PanelId panel, int year, int limit)
{
    if (list_seen_panels(db, tenant, actor, see_meetings).find(panel) == nullptr)
        return {};
    std::vector<NamedMeeting> named;
    for (auto& one : list_meetings(db, tenant, {.panels = {panel}, .year = year}, limit))
        named.push_back(
            {.id = one.id,
             .panel = one.panel,
             .title = std::move(one.title),
             .day = one.day,
             .state = one.state});
    return named;
}

html::Url meeting_desk_url(MeetingId id)
{
    return meeting_url(id);
}

} // namespace kommin::meetings
