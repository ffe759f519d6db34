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
// Its page at the desk, for whoever may see it there.
html::Url meeting_desk_url(MeetingId id);

} // namespace kommin::meetings
