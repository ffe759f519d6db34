// Those who wait for seats, on the page "Heute": whom no letter reaches, and who can have free seats only by
// a word of the office.

#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/panel_editing.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/registration/registration_desk.hpp"
#include "modules/meetings/registration/waiting_list.hpp"
#include "platform/web/write.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

constexpr int most_sessions = 40;

struct Fitting {
    MeetingId meeting;
    std::int64_t parties;
};
struct WaitingOfToday {
    std::vector<PartiesToCall> to_call;
    std::vector<Fitting> fitting;
    MeetingsById meetings;
};

// As the button of the list counts: also those whom nobody has reached.
std::int64_t count_fitting(db::Connection& db, TenantId tenant, Programme const& programme)
{
    auto waiting = list_waiting(db, tenant, programme.id);
    for (auto& party : waiting)
        party.was_missed = false;
    return std::ssize(who_moves_up(free_seats(programme, list_parts(db, tenant, programme.id)), waiting));
}

WaitingOfToday what_waits(web::Call const& call, Date today)
{
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto const panels = list_seen_panels(db, tenant, call.actor(), invite).ids();
        WaitingOfToday found{
            .to_call = list_parties_to_call(db, tenant, today, panels, most_sessions),
            .fitting = {},
            .meetings = {}};
        for (auto const id : list_programmes_waited_for(db, tenant, today, panels, most_sessions)) {
            auto const programme = load_programme(db, tenant, id).value();
            if (auto const parties = count_fitting(db, tenant, programme); parties > 0)
                found.fitting.push_back({programme.meeting, parties});
        }
        std::vector<MeetingId> ids;
        for (auto const& one : found.to_call)
            ids.push_back(one.meeting);
        for (auto const& one : found.fitting)
            ids.push_back(one.meeting);
        found.meetings = list_chosen_meetings(db, tenant, std::move(ids));
        return found;
    });
}

}

void add_waiting_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    if (!call.actor().may_somewhere(invite))
        return;
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto const waiting = what_waits(call, today);
    auto const add = [&](MeetingId id, std::string reason, std::optional<Date> due) {
        items.push_back(
            {.area = "waiting.title"_msg,
             .title = waiting.meetings.at(id).title,
             .url = meeting_url(id, waiting_path),
             .reason = std::move(reason),
             .due = due,
             .action = "waiting.today.action"_msg,
             .is_content = true});
    };
    for (auto const& one : waiting.to_call) {
        if (one.until)
            add(one.meeting, texts("waiting.today.call"_msg, {{"count", one.offered}}),
                call.site.zone->to_local(*one.until).date);
        if (one.missed > 0)
            add(one.meeting, texts("waiting.today.missed"_msg, {{"count", one.missed}}), std::nullopt);
    }
    for (auto const& [meeting, parties] : waiting.fitting)
        add(meeting, texts("waiting.today.fits"_msg, {{"count", parties}}), today);
}

} // namespace kommin::meetings
