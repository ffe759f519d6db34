#pragma once
// What other modules may know of meetings.

#include "modules/meetings/meetings/meeting.hpp"
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

struct NamedMeeting {
    MeetingId id;
    PanelId panel;
    std::string title;
    std::optional<PartialDate> day;
    MeetingState state = MeetingState::planned;
};
// Those of a panel in a year, by day, that this actor may see; at most `limit`.
std::vector<NamedMeeting> list_named_meetings(
    db::Connection& db, TenantId tenant, Actor const& actor, PanelId panel, int year, int limit);
// Those of these panels until `last`, this day included, that this actor may see and that were not cancelled,
// the latest first; at most `limit`.
std::vector<NamedMeeting> list_named_meetings(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<PanelId> const& panels, Date last,
    int limit);
// Those of them that this actor may see, in no order.
std::vector<NamedMeeting> list_named_meetings(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<MeetingId> const& ids);
// Its page at the desk, for whoever may see it there.
html::Url meeting_desk_url(MeetingId id);

} // namespace kommin::meetings
