#include "modules/meetings/minutes/api.hpp"
#include "modules/meetings/minutes/minutes_pages.hpp"
#include "modules/meetings/minutes/minutes_store.hpp"
#include "modules/meetings/panels/panel_editing.hpp"
#include "modules/meetings/panels/permissions.hpp"

#include <map>
#include <utility>

namespace kommin::meetings {

namespace {

// As the newest edition of their minutes says them.
std::vector<NamedDecision> named_as_written(
    db::Connection& db, TenantId tenant, std::vector<NumberedDecision> const& numbered)
{
    std::vector<MinutesId> ids;
    for (auto const& one : numbered)
        ids.push_back(one.minutes);
    struct Decided {
        std::string wording;
        Outcome outcome;
    };
    std::map<std::pair<MinutesId, std::string>, Decided> decided;
    for (auto const& [minutes, edition] : list_newest_editions(db, tenant, ids)) {
        auto const content = edition.read();
        for (auto const& item : content.items) {
            for (auto const& motion : item.motions)
                decided.emplace(
                    std::pair(minutes, motion.key()),
                    Decided{shown_wording(motion, content.tie), outcome_of(motion, content.tie)});
        }
    }
    std::vector<NamedDecision> named;
    for (auto const& one : numbered) {
        // A motion that a correction has taken out has decided nothing.
        auto const found = decided.find({one.minutes, one.motion});
        if (found == decided.end())
            continue;
        named.push_back(
            {.meeting = one.meeting,
             .motion = one.motion,
             .year = one.year,
             .number = one.number,
             .meeting_title = one.meeting_title,
             .day = one.day,
             .wording = found->second.wording,
             .outcome = found->second.outcome});
    }
    return named;
}

}

bool may_read_decisions(Actor const& actor, Scope owner)
{
    return actor.may(see_minutes, owner);
}

std::vector<NamedDecision> list_named_decisions(
    db::Connection& db, TenantId tenant, Actor const& actor, PanelId panel, int year, int limit)
{
    if (list_seen_panels(db, tenant, actor, see_minutes).find(panel) == nullptr)
        return {};
    return named_as_written(db, tenant, list_numbered_decisions(db, tenant, panel, year, limit));
}

std::vector<NamedDecision> list_named_decisions(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<MeetingId> const& meetings)
{
    auto const panels = list_seen_panels(db, tenant, actor, see_minutes).ids();
    if (meetings.empty() || panels.empty())
        return {};
    return named_as_written(db, tenant, list_numbered_decisions(db, tenant, panels, meetings));
}

html::Url minutes_desk_url(MeetingId id)
{
    return minutes_url(id);
}

} // namespace kommin::meetings
