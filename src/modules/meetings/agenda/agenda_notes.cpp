// Agenda items where staff pages speak of any kind of record: the audit trail, "Heute".

#include "modules/meetings/agenda/agenda_course.hpp"
#include "modules/meetings/agenda/agenda_desk.hpp"
#include "modules/meetings/agenda/agenda_pages.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

std::optional<web::RecentRecord> recent_item(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const seen = find_seen_item(call.db(), call.site.tenant, ItemId{id}, call.actor(), see_meetings);
    if (!seen)
        return std::nullopt;
    return web::RecentRecord{seen->item.title + ", " + seen->panel.name, item_url(seen->item.id)};
}

// Not only what the program has put there by itself.
bool has_agenda(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    return std::ranges::any_of(list_agenda(db, tenant, meeting), [](AgendaItem const& item) {
        return item.kind != ItemKind::open_answers;
    });
}

// Of the panels for whose meetings this person is answerable.
struct Waiting {
    Panels panels;
    std::vector<Meeting> overdue;
    std::vector<Meeting> soon; // without an agenda
    std::map<PanelId, std::int64_t> items;
    struct Unsettled {
        Meeting meeting;
        std::int64_t items; // without an outcome
    };
    std::vector<Unsettled> unsettled;
    std::vector<ForwardedItem> answered; // by other panels
    std::vector<Panel> known; // those that this person may name
    std::int64_t more = 0; // planned meetings that were not looked at
};
Waiting what_waits(web::Call const& call, Date today)
{
    constexpr int most_shown = 20; // of each: whoever has more of them opens the list
    constexpr std::chrono::days ahead{14}; // and so long what was answered is news
    auto const tenant = call.site.tenant;
    Waiting waiting{
        .panels = list_seen_panels(call.db(), tenant, call.actor(), edit_meetings),
        .overdue = {},
        .soon = {},
        .items = {},
        .unsettled = {},
        .answered = {},
        .known = known_panels(call.db(), tenant, call.actor())};
    auto const ids = waiting.panels.ids();
    MeetingQuery const soon_or_before{
        .panels = ids,
        .states = {MeetingState::planned},
        .before_day = to_iso(today + ahead + std::chrono::days{1})};
    auto const planned = list_meetings(call.db(), tenant, soon_or_before, 2 * most_shown);
    if (std::ssize(planned) == 2 * most_shown)
        waiting.more = count_meetings(call.db(), tenant, soon_or_before, web::TodayOthers::most_counted)
            - std::ssize(planned);
    for (auto const& meeting : planned) {
        if (meeting.is_overdue(today))
            waiting.overdue.push_back(meeting);
        else if (meeting.day.value().full() && !has_agenda(call.db(), tenant, meeting.id))
            waiting.soon.push_back(meeting);
    }
    auto const unsettled = list_without_outcome(call.db(), tenant, ids, most_shown);
    std::vector<MeetingId> held;
    std::ranges::transform(unsettled, std::back_inserter(held), &WithoutOutcome::meeting);
    auto const meetings = list_chosen_meetings(call.db(), tenant, std::move(held));
    for (auto const& [meeting, items] : unsettled)
        waiting.unsettled.push_back({meetings.at(meeting), items});
    waiting.items = count_waiting_items(call.db(), tenant, ids);
    // Whoever edits a panel edits the others of its owner: what they have answered is no news to them.
    waiting.answered = list_answered_items(
        call.db(), tenant, ids, call.clock.now() - ahead, AnsweredBy::another_owner, most_shown);
    return waiting;
}

}

void add_meetings_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    if (!call.actor().may_somewhere(edit_meetings))
        return;
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto const waiting = what_waits(call, today);
    auto const title_of = [&](Meeting const& meeting) {
        auto const* panel = waiting.panels.find(meeting.panel);
        return panel != nullptr ? meeting.title + ", " + panel->name : meeting.title;
    };
    for (auto const& meeting : waiting.overdue)
        items.push_back(
            {.area = "meeting.title"_msg,
             .title = title_of(meeting),
             .url = meeting_url(meeting.id, "aendern"),
             .reason = std::string(texts("meeting.today.overdue"_msg)),
             .due = std::nullopt,
             .action = "meeting.today.overdue.action"_msg});
    for (auto const& meeting : waiting.soon)
        items.push_back(
            {.area = "meeting.title"_msg,
             .title = title_of(meeting),
             .url = meeting_url(meeting.id),
             .reason
             = texts("meeting.today.no_agenda"_msg, {{"day", texts.partial_date(meeting.day.value())}}),
             .due = meeting.day.value().full(),
             .action = "meeting.today.no_agenda.action"_msg,
             .reason_says_day = true});
    if (waiting.more > 0)
        items.push_back(web::others_of("meeting.title"_msg, meetings_url(), {.count = waiting.more}, false));
    for (auto const& one : waiting.unsettled)
        items.push_back(
            {.area = "item.agenda"_msg,
             .title = title_of(one.meeting),
             .url = meeting_url(one.meeting.id),
             .reason = texts("meeting.today.unsettled"_msg, {{"count", one.items}}),
             .due = std::nullopt,
             .action = "meeting.today.overdue.action"_msg});
    for (auto const& one : waiting.answered) {
        auto const* to = find_panel(waiting.known, one.to);
        items.push_back(
            {.area = "item.agenda"_msg,
             .title = one.title + ", " + waiting.panels.find(one.panel)->name,
             .url = item_url(one.id),
             .reason = to != nullptr ? texts("item.today.answered"_msg, {{"panel", to->name}})
                                     : std::string(texts("item.today.answered.other"_msg)),
             .due = std::nullopt,
             .action = "item.today.answered.action"_msg});
    }
    for (auto const& [id, count] : waiting.items) {
        auto const* panel = waiting.panels.find(id);
        items.push_back(
            {.area = "item.agenda"_msg,
             .title = panel->name + ": " + texts("item.today.waiting"_msg, {{"count", count}}),
             .url = panel_url(id),
             .reason = std::string(texts("item.today.waiting.reason"_msg)),
             .due = std::nullopt,
             .action = "item.today.waiting.action"_msg});
    }
}

std::vector<web::StaffForm> noted_items()
{
    return {
        {.kind = item_subject.word(),
         .open = [](web::Call const& call) { return item_record_form(web::staff_texts(call)); },
         .versions = item_subject}};
}

std::vector<web::StaffRecent> recent_items()
{
    return {{item_subject.word(), "item.agenda"_msg, &recent_item}};
}

} // namespace kommin::meetings
