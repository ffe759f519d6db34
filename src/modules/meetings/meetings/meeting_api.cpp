#include "modules/meetings/meetings/api.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/panel_editing.hpp"
#include "modules/meetings/panels/permissions.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace kommin::meetings {

namespace {

NamedMeeting named(Meeting one)
{
    return {
        .id = one.id, .panel = one.panel, .title = std::move(one.title), .day = one.day, .state = one.state};
}

std::vector<NamedMeeting> all_named(std::vector<Meeting> meetings)
{
    std::vector<NamedMeeting> all;
    for (auto& one : meetings)
        all.push_back(named(std::move(one)));
    return all;
}

}

std::vector<NamedMeeting> list_named_meetings(
    db::Connection& db, TenantId tenant, Actor const& actor, PanelId panel, int year, int limit)
{
    if (list_seen_panels(db, tenant, actor, see_meetings).find(panel) == nullptr)
        return {};
    return all_named(list_meetings(db, tenant, {.panels = {panel}, .year = year}, limit));
}

std::vector<NamedMeeting> list_named_meetings(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<PanelId> const& panels, Date last,
    int limit)
{
    auto const seen = list_seen_panels(db, tenant, actor, see_meetings);
    MeetingQuery query{.panels = {}, .states = {MeetingState::planned, MeetingState::held}};
    query.descending = true;
    query.before_day = to_iso(Date(std::chrono::sys_days(last) + std::chrono::days{1}));
    std::ranges::copy_if(
        panels, std::back_inserter(query.panels), [&](PanelId panel) { return seen.find(panel) != nullptr; });
    if (query.panels.empty())
        return {};
    return all_named(list_meetings(db, tenant, query, limit));
}

std::vector<NamedMeeting> list_named_meetings(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<MeetingId> const& ids)
{
    if (ids.empty())
        return {};
    auto const seen = list_seen_panels(db, tenant, actor, see_meetings);
    std::vector<NamedMeeting> all;
    for (auto& [id, meeting] : list_chosen_meetings(db, tenant, ids)) {
        if (seen.find(meeting.panel) != nullptr)
            all.push_back(named(std::move(meeting)));
    }
    return all;
}

html::Url meeting_desk_url(MeetingId id)
{
    return meeting_url(id);
}

} // namespace kommin::meetings
