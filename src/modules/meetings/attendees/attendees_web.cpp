// What is printed for the door of a meeting: the same three pages for every meeting, of whoever is invited to
// it and whoever has registered for it.

#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/attendees/attendees_desk.hpp"
#include "modules/meetings/attendees/attendees_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

struct Loaded {
    std::vector<tenants::Body> bodies;
    AttendeeFilter filter;
    Attendees attendees;
};
Loaded load(web::Call const& call, Meeting const& meeting, DoorPrint print)
{
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto bodies = tenants::list_bodies(db, tenant);
        auto filter = filter_for(print, attendee_filter(call.request.query(), bodies));
        auto attendees = list_attendees(db, tenant, call.actor(), meeting, print, filter);
        return Loaded{std::move(bodies), std::move(filter), std::move(attendees)};
    });
}

// Each list as its own page says it; whoever is on both is read of on both.
void note_people_read(web::Call const& call, MeetingId meeting, std::vector<Attendee> const& people)
{
    auto const invited
        = std::ranges::count_if(people, [](Attendee const& one) { return one.invited.has_value(); });
    auto const registered
        = std::ranges::count_if(people, [](Attendee const& one) { return one.part.has_value(); });
    for (auto const& [action, shown] :
         {std::pair{"meetings.attendance.read", invited}, {"meetings.registration.read", registered}}) {
        if (shown > 0)
            web::note_reading(
                call, action, meeting_subject.word(), meeting, {{"shown", static_cast<std::int64_t>(shown)}});
    }
}

http::Response show(
    web::Call const& call, DoorPrint print, http::Response (*page)(web::Call const&, AttendeesPage const&))
{
    auto const seen = meeting_of_path(call, invite);
    if (!seen)
        return web::staff_not_found(call);
    auto const loaded = load(call, seen->meeting, print);
    note_people_read(call, seen->meeting.id, loaded.attendees.people);
    return page(
        call,
        {.seen = *seen,
         .print = print,
         .attendees = loaded.attendees,
         .filter = loaded.filter,
         .bodies = loaded.bodies,
         .can_have_come = can_be_attended(seen->meeting, call.local_now().date)});
}

}

http::Response print_sign_list(web::Call& call)
{
    return show(call, DoorPrint::sign_list, &sign_list_page);
}

http::Response print_badges(web::Call& call)
{
    return show(call, DoorPrint::badges, &badges_page);
}

http::Response print_certificates(web::Call& call)
{
    return show(call, DoorPrint::certificates, &certificates_page);
}

} // namespace kommin::meetings
