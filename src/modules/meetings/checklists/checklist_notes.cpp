// Checklists where staff pages speak of any kind of record: the page of a meeting, "Heute", the audit trail.

#include "modules/meetings/checklists/checklist_desk.hpp"
#include "modules/meetings/checklists/checklist_pages.hpp"
#include "modules/meetings/checklists/checklist_store.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::Writer;

namespace {

constexpr int most_meetings = 20; // meetings
constexpr int most_lines = 500; // lines of one
constexpr std::chrono::days ahead{7};

std::optional<web::RecentRecord> recent_template(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const one = may_edit_templates(call.actor())
        ? load_checklist_template(call.db(), call.site.tenant, ChecklistTemplateId{id})
        : std::nullopt;
    if (!one)
        return std::nullopt;
    return web::RecentRecord{one->name, template_url(one->id)};
}

}

web::Body checklist_of_meeting(web::Call const& call, SeenMeeting const& seen)
{
    if (!call.actor().may(see_minutes, seen.panel.owner()))
        return {};
    auto const lines = web::read(call, [&](db::Connection& db) {
        return list_checklist(db, call.site.tenant, seen.meeting.id, most_lines);
    });
    if (lines.empty() && !call.actor().may(write_minutes, seen.panel.owner()))
        return {};
    auto const open = std::ranges::count_if(lines, &Task::is_open);
    return [&call, open, has_lines = !lines.empty(), id = seen.meeting.id](Writer& w) {
        auto const& texts = web::staff_texts(call);
        w(R"(<section class="stack" aria-labelledby="checkliste"><h2 id="checkliste">{}</h2><p>{}</p><p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p></section>)",
          texts("checklist.title"_msg),
          has_lines ? texts("checklist.open"_msg, {{"count", open}})
                    : std::string(texts("checklist.none"_msg)),
          checklist_url(id), texts("checklist.show"_msg));
    };
}

void add_checklists_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const actor = call.actor();
    if (!actor.may_somewhere(write_minutes))
        return;
    auto& db = call.db();
    auto const tenant = call.site.tenant;
    auto const& texts = web::staff_texts(call);
    auto const panels = list_seen_panels(db, tenant, actor, write_minutes);
    auto due = list_due_checklists(
        db, tenant, panels.ids(), actor.id(), call.local_now().date + ahead,
        static_cast<int>(web::TodayOthers::most_counted));
    auto const others = std::ssize(due) - most_meetings;
    if (others > 0)
        due.erase(due.begin() + most_meetings, due.end());
    std::vector<MeetingId> ids;
    for (auto const& one : due)
        ids.push_back(one.meeting);
    auto const meetings = list_chosen_meetings(db, tenant, std::move(ids));
    for (auto const& one : due) {
        auto const& meeting = meetings.at(one.meeting);
        items.push_back(
            {.area = "checklist.title"_msg,
             .title = meeting.title,
             .url = checklist_url(meeting.id),
             .reason = texts("checklist.today"_msg, {{"count", one.lines}}),
             .due = one.first,
             .action = "task.today.action"_msg,
             .is_content = true});
    }
    if (others > 0)
        items.push_back(web::others_of("checklist.title"_msg, tasks_url(false), {.count = others}, false));
}

std::vector<web::StaffForm> noted_templates()
{
    return {
        {.kind = checklist_template_subject.word(),
         .open = [](web::Call const& call) { return template_record_form(web::staff_texts(call)); },
         .versions = checklist_template_subject,
         .withheld = {template_field::lines}}}; // names may stand there
}

std::vector<web::StaffRecent> recent_templates()
{
    return {{checklist_template_subject.word(), "checklist.templates"_msg, &recent_template}};
}

} // namespace kommin::meetings
