// Meetings where staff pages speak of any kind of record: the audit trail, "Heute".

#include "modules/meetings/meetings/meeting_desk.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <optional>

namespace kommin::meetings {

namespace {

std::optional<web::RecentRecord> recent_meeting(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const seen
        = find_seen_meeting(call.db(), call.site.tenant, MeetingId{id}, call.actor(), see_meetings);
    if (!seen)
        return std::nullopt;
    return web::RecentRecord{seen->meeting.title + ", " + seen->panel.name, meeting_url(seen->meeting.id)};
}

}

std::vector<web::StaffForm> noted_meetings()
{
    return {
        {.kind = meeting_subject.word(),
         .open = [](web::Call const& call) { return meeting_record_form(web::staff_texts(call)); },
         .versions = meeting_subject}};
}

std::vector<web::StaffRecent> recent_meetings()
{
    return {{meeting_subject.word(), "meeting.title"_msg, &recent_meeting}};
}

} // namespace kommin::meetings
