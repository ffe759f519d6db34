#include "modules/meetings/checklists/checklist_demo.hpp"

#include "modules/meetings/checklists/checklist_editing.hpp"
#include "modules/meetings/checklists/checklist_store.hpp"
#include "modules/meetings/checklists/template_editing.hpp"
#include "modules/meetings/panels/demo_parts.hpp"
#include "platform/i18n/language.hpp"

#include <algorithm>
#include <vector>

namespace kommin::meetings {

namespace {

constexpr std::size_t which_one = 6; // the nearer ones are hardly prepared from the start

}

void load_checklists(demo::Demo& demo, std::map<std::string, MeetingId> const& meetings)
{
    auto& work = demo.work;
    loaded(
        adopt_proposed_templates(work, i18n::Texts::of(i18n::Language::german())), "meetings.json",
        "templates of checklists");
    std::vector<Meeting> ahead;
    for (auto const& [key, id] : meetings) {
        auto meeting = load_meeting(work.db(), work.tenant(), id).value();
        if (meeting.state == MeetingState::planned && meeting.day && meeting.day->full() > work.today())
            ahead.push_back(std::move(meeting));
    }
    if (ahead.empty())
        return;
    std::ranges::sort(ahead, {}, &Meeting::day);
    auto const& meeting = ahead[std::min(which_one, ahead.size()) - 1];
    auto const panel = load_panel(work.db(), work.tenant(), meeting.panel).value();
    auto const fitting = list_fitting_templates(work.db(), work.tenant(), panel.kind, 1);
    demo.counts["checklist lines"] += loaded(
        make_checklist(work, {meeting.id, meeting.version}, fitting.front().id), "meetings.json",
        meeting.title);
}

} // namespace kommin::meetings
