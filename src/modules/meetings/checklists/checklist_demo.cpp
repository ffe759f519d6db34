#include "modules/meetings/checklists/checklist_demo.hpp"

#include "modules/meetings/checklists/checklist_editing.hpp"
#include "modules/meetings/checklists/checklist_store.hpp"
#include "modules/meetings/checklists/template_editing.hpp"
#include "modules/meetings/panels/demo_parts.hpp"
#include "platform/i18n/language.hpp"

#include <optional>
#include <utility>

namespace kommin::meetings {

void load_checklists(demo::Demo& demo, std::map<std::string, MeetingId> const& meetings)
{
    auto& work = demo.work;
    loaded(
        adopt_proposed_templates(work, i18n::Texts::of(i18n::Language::german())), "meetings.json",
        "templates of checklists");
    std::optional<SeenMeeting> next;
    for (auto const& [key, id] : meetings) {
        auto meeting = load_meeting(work.db(), work.tenant(), id).value();
        auto panel = load_panel(work.db(), work.tenant(), meeting.panel).value();
        if (panel.kind == PanelKind::conference && meeting.state == MeetingState::planned
            && !meeting.is_past(work.today()) && (!next || meeting.day < next->meeting.day))
            next = SeenMeeting{std::move(meeting), std::move(panel)};
    }
    if (!next)
        return;
    auto const& meeting = next->meeting;
    auto const fitting = list_fitting_templates(work.db(), work.tenant(), next->panel.kind, 1);
    demo.counts["checklist lines"] += loaded(
        make_checklist(work, {meeting.id, meeting.version}, fitting.front().id), "meetings.json",
        meeting.title);
}

} // namespace kommin::meetings
