#include "modules/meetings/minutes/api.hpp"
#include "modules/meetings/minutes/minutes_pages.hpp"
#include "modules/meetings/minutes/minutes_store.hpp"
#include "modules/meetings/panels/panel_editing.hpp"
#include "modules/meetings/panels/permissions.hpp"

#include <map>
#include <utility>

namespace kommin::meetings {

bool may_read_decisions(Actor const& actor, Scope owner)
{
    return actor.may(see_minutes, owner);
}

std::vector<NamedDecision> list_named_decisions(
    db::Connection& db, TenantId tenant, Actor const& actor, PanelId panel, int year, int limit)
{
    if (list_seen_panels(db, tenant, actor, see_minutes).find(panel) == nullptr)
        return {};
    auto const numbered = list_numbered_decisions(db, tenant, panel, year, limit);
    std::vector<MinutesId> ids;
    for (auto const& one : numbered)
        ids.push_back(one.minutes);
    std::map<std::pair<MinutesId, std::string>, std::string> wordings;
    for (auto const& [minutes, edition] : list_newest_editions(db, tenant, ids)) {
        auto const content = edition.read();
        for (auto const& item : content.items) {
            for (auto const& motion : item.motions)
                wordings.emplace(
                    std::pair(minutes, motion.key()), std::string(shown_wording(motion, content.tie)));
        }
    }
    std::vector<NamedDecision> named;
    for (auto const& one : numbered) {
        // A motion that a correction has taken out has decided nothing.
        auto const wording = wordings.find({one.minutes, one.motion});
        if (wording == wordings.end())
            continue;
        named.push_back(
            {.meeting = one.meeting,
             .motion = one.motion,
             .year = one.year,
             .number = one.number,
             .meeting_title = one.meeting_title,
             .day = one.day,
             .wording = wording->second});
    }
    return named;
}

html::Url minutes_desk_url(MeetingId id)
{
    return minutes_url(id);
}

} // namespace kommin::meetings
