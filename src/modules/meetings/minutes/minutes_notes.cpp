// Minutes where staff pages speak of any kind of record: the page of a meeting, "Heute", the audit trail.

#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/minutes/minutes_desk.hpp"
#include "modules/meetings/minutes/minutes_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/web/write.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace kommin::meetings {

using html::Writer;

namespace {

constexpr int most_shown = 20;
// Older meetings without minutes are history that nobody will write any more.
constexpr std::chrono::days still_to_write{60};

std::optional<MeetingId> meeting_of(web::Call const& call, std::int64_t id)
{
    auto const minutes = load_minutes(call.db(), call.site.tenant, MinutesId{id});
    return minutes ? std::optional(minutes->meeting) : std::nullopt;
}

std::optional<web::RecentRecord> recent(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const meeting = meeting_of(call, id);
    auto const seen = meeting
        ? find_seen_meeting(call.db(), call.site.tenant, *meeting, call.actor(), see_minutes)
        : std::nullopt;
    if (!seen)
        return std::nullopt;
    return web::RecentRecord{seen->meeting.title + ", " + seen->panel.name, minutes_url(*meeting)};
}

std::vector<PanelId> panels_with(web::Call const& call, Permission permission)
{
    return list_seen_panels(call.db(), call.site.tenant, call.actor(), permission).ids();
}

web::TodayItem today_item(
    web::Call const& call, Meeting const& meeting, MessageKey reason, MessageKey action,
    std::optional<Date> due = {})
{
    return {
        .area = "minutes.title"_msg,
        .title = meeting.title,
        .url = minutes_url(meeting.id),
        .reason = std::string(web::staff_texts(call)(reason)),
        .due = due,
        .action = action,
        .is_content = true};
}

}

web::Body minutes_of_meeting(web::Call const& call, SeenMeeting const& seen)
{
    if (!call.actor().may(see_minutes, seen.panel.owner()) || seen.meeting.state == MeetingState::cancelled)
        return {};
    auto const minutes = web::read(
        call, [&](db::Connection& db) { return find_minutes(db, call.site.tenant, seen.meeting.id); });
    if (!minutes && !call.actor().may(write_minutes, seen.panel.owner()))
        return {};
    return [&call, minutes, id = seen.meeting.id](Writer& w) {
        auto const& texts = web::staff_texts(call);
        auto const mark = minutes
            ? mark_of(*minutes, texts)
            : web::StaffMark{"st st--none", std::string(texts("minutes.state.none"_msg))};
        w(R"(<section class="stack" aria-labelledby="protokoll"><h2 id="protokoll">{}</h2><p><span class="{}">{}</span></p><p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p></section>)",
          texts("minutes.title"_msg), mark.shape, mark.text, minutes_url(id), texts("minutes.open"_msg));
    };
}

void add_minutes_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const actor = call.actor();
    auto& db = call.db();
    auto const tenant = call.site.tenant;
    auto const today = call.local_now().date;
    auto const oldest = Date{std::chrono::sys_days{today} - still_to_write};
    if (actor.may_somewhere(write_minutes)) {
        auto const panels = panels_with(call, write_minutes);
        MeetingQuery held{.panels = panels, .states = {MeetingState::held}, .descending = true};
        for (auto const& meeting : list_meetings(db, tenant, held, most_shown)) {
            bool const is_recent = meeting.day && meeting.day->first_possible_day() >= oldest;
            auto const minutes = find_minutes(db, tenant, meeting.id);
            if (is_recent && (!minutes || minutes->state == MinutesState::writing))
                items.push_back(today_item(
                    call, meeting, minutes ? "minutes.today.writing"_msg : "minutes.today.none"_msg,
                    "minutes.today.write"_msg));
        }
        for (auto const& minutes : list_minutes(db, tenant, panels, MinutesState::sent, most_shown)) {
            if (has_open_amendments(db, tenant, minutes.id))
                items.push_back(today_item(
                    call, load_meeting(db, tenant, minutes.meeting).value(), "minutes.today.amendments"_msg,
                    "minutes.today.look"_msg, minutes.amend_until));
        }
    }
    if (!actor.may_somewhere(approve_minutes_of))
        return;
    for (auto const& minutes :
         list_minutes(db, tenant, panels_with(call, approve_minutes_of), MinutesState::sent, most_shown)) {
        auto const item = find_approval_item(db, tenant, minutes);
        auto const meeting = item && item->meeting ? load_meeting(db, tenant, *item->meeting) : std::nullopt;
        if (can_have_approved(minutes, item, meeting, today) && !has_open_amendments(db, tenant, minutes.id))
            items.push_back(today_item(
                call, load_meeting(db, tenant, minutes.meeting).value(), "minutes.today.approve"_msg,
                "minutes.today.look"_msg));
    }
}

std::vector<web::StaffForm> noted_minutes()
{
    // Their versions hold internal notes: whoever reads the audit trail does not read them.
    return {{.kind = minutes_subject.word(), .open = [](web::Call const& call) {
                 return minutes_record_form(web::staff_texts(call), {});
             }}};
}

std::vector<web::StaffRecent> recent_minutes()
{
    return {{minutes_subject.word(), "minutes.title"_msg, &recent}};
}

std::vector<web::StaffRecord> minutes_records()
{
    return {
        {.kind = minutes_subject.word(),
         .permission = see_minutes,
         .url = [](web::Call const& call, std::int64_t id) -> std::optional<html::Url> {
             auto const meeting = meeting_of(call, id);
             return meeting ? std::optional(minutes_url(*meeting)) : std::nullopt;
         }}};
}

} // namespace kommin::meetings
