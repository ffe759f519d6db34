#include "modules/meetings/attendance/attendance.hpp"
#include "modules/meetings/attendance/attendance_desk.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

void report_attendances(
    web::Call const& call, contacts::PersonId person, std::vector<contacts::ReportPart>& parts)
{
    auto const& texts = web::staff_texts(call);
    contacts::ReportPart part{std::string(texts("attendance.title"_msg)), {}};
    web::read(call, [&](db::Connection& db) {
        auto const attended = list_attended_meetings(db, call.site.tenant, person);
        std::vector<MeetingId> ids;
        std::ranges::transform(attended, std::back_inserter(ids), &AttendedMeeting::meeting);
        auto const meetings = list_chosen_meetings(db, call.site.tenant, std::move(ids));
        for (auto const& one : attended) {
            auto const& meeting = meetings.at(one.meeting);
            part.lines.push_back(
                {std::string(texts("meeting.one"_msg)), meeting.title + ", " + when_of(meeting, texts),
                 true});
            part.lines.push_back(
                {std::string(texts("attendance.column.since"_msg)),
                 texts.date_time(call.site.zone->to_local(one.arrived_at)), false});
            part.lines.push_back(
                {std::string(texts("attendance.column.way"_msg)),
                 std::string(texts(
                     one.way == ArrivalWay::door ? "attendance.way.door"_msg : "attendance.way.list"_msg)),
                 false});
            if (one.as_participant)
                part.lines.push_back(
                    {std::string(texts("attendance.column.counted"_msg)),
                     std::string(texts("attendance.as_participant"_msg)), false});
        }
        return 0;
    });
    if (!part.lines.empty())
        parts.push_back(std::move(part));
}

}

// That somebody was at a meeting is no reason to keep them: after two years their number is enough.
contacts::OfPeople attendances_of_people()
{
    return {
        .ground = &contacts::no_ground,
        .report = &report_attendances,
        .show = &contacts::nothing_shown,
        .merge = [](Work& work, contacts::PersonId from,
                    contacts::PersonId into) { move_attendances(work.db(), work.tenant(), from, into); },
        .erase
        = [](Work& work, contacts::PersonId person) { erase_attendances(work.db(), work.tenant(), person); },
        .lost_by_erasing =
            [](web::Call const& call, contacts::PersonId person) {
                auto const count = web::read(call, [&](db::Connection& db) {
                    return std::ssize(list_attended_meetings(db, call.site.tenant, person));
                });
                return count == 0
                    ? std::vector<std::string>{}
                    : std::vector{web::staff_texts(call)("attendance.erased"_msg, {{"count", count}})};
            },
        .left_by_erasing = &contacts::nothing_left};
}

} // namespace kommin::meetings
