#include "modules/meetings/agenda/answers_item.hpp"

#include "modules/meetings/agenda/agenda_editing.hpp"
#include "modules/meetings/agenda/paper_store.hpp"
#include "modules/meetings/agenda/translated_items.hpp"
#include "modules/meetings/panels/open_texts.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/panels/translated_texts.hpp"
#include "platform/identity/unsaved_entries.hpp"

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

constexpr int most_meetings = 1000; // more than anybody plans

std::string german_title()
{
    return std::string(i18n::Texts::of(i18n::Language::german())("answers.item.title"_msg));
}

std::string mark_of(MeetingId meeting)
{
    return "answers " + std::to_string(meeting.value);
}

std::vector<Meeting> list_where_it_belongs(Work& work, std::span<Panel const> panels)
{
    std::vector<PanelId> ids;
    for (auto const& panel : panels) {
        if (!conferences_of(panels, panel).empty())
            ids.push_back(panel.id);
    }
    auto meetings = ids.empty()
        ? std::vector<Meeting>{}
        : list_meetings(
              work.db(), work.tenant(), {.panels = ids, .states = {MeetingState::planned}}, most_meetings);
    std::erase_if(meetings, [&](Meeting const& meeting) { return meeting.may_have_begun(work.today()); });
    return meetings;
}

// Behind everything but what is called "other" at the end.
int position_on(std::vector<AgendaItem> const& agenda)
{
    auto position = agenda.empty() ? 1 : agenda.back().position + 1;
    for (auto item = agenda.rbegin(); item != agenda.rend() && item->kind == ItemKind::other; ++item)
        position = item->position;
    return position;
}

void put_on_agenda(Work& work, Meeting const& meeting, Panel const& panel)
{
    AgendaItem item;
    item.panel = panel.id;
    item.meeting = meeting.id;
    item.kind = ItemKind::open_answers;
    item.title = german_title(); // agendas are German
    item.position = position_on(list_agenda(work.db(), work.tenant(), meeting.id));
    make_room(work.db(), work.tenant(), meeting.id, item.position);
    auto const id = insert_item(work.db(), work.tenant(), item, mark_of(meeting.id), work.now());
    records::keep_created(work, edited_items, id.value, panel.owner(), form_of(item));
}

bool is_touched(Work& work, AgendaItem const& item)
{
    return item.version > 1 || item.state != ItemState::open
        || !list_papers(work.db(), work.tenant(), std::span(&item, 1)).empty();
}

void erase_idle(Work& work, AgendaItem const& item)
{
    identity::forget_unsaved_entries_of_page(
        work, "/verwaltung/punkte/" + std::to_string(item.id.value) + "/aendern");
    records::erase_versions(work, {item_subject, item.id.value});
    forget_texts(work, translated_items, item.id.value);
    erase_item(work.db(), work.tenant(), item);
    work.audit("meetings.item.erased", item_subject.word(), item.id);
}

bool is_still_ahead(
    db::Connection& db, TenantId tenant, Meeting const& meeting, Date today, HasMinutes has_minutes)
{
    return meeting.state == MeetingState::planned && !meeting.may_have_begun(today)
        && !has_minutes(db, tenant, meeting.id);
}

std::optional<AgendaItem> find_placed(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    auto const id = find_item_by_mark(db, tenant, mark_of(meeting));
    return id ? load_item(db, tenant, *id) : std::nullopt;
}

}

int place_open_answers(Work& work, HasMinutes has_minutes)
{
    auto const panels = list_panels(work.db(), work.tenant());
    int placed = 0;
    for (auto const& meeting : list_where_it_belongs(work, panels)) {
        auto const* panel = find_panel(panels, meeting.panel);
        bool const is_settled = find_item_by_mark(work.db(), work.tenant(), mark_of(meeting.id))
            || is_left_off(work.db(), work.tenant(), meeting.id);
        if (is_settled || !has_open_answers(work.db(), work.tenant(), panels, *panel, work.today())
            || has_minutes(work.db(), work.tenant(), meeting.id))
            continue;
        put_on_agenda(work, meeting, *panel);
        ++placed;
    }
    return placed;
}

int take_idle_answers_away(Work& work, HasMinutes has_minutes)
{
    auto const panels = list_panels(work.db(), work.tenant());
    int gone = 0;
    for (auto const& meeting : list_where_it_belongs(work, panels)) {
        auto const item = find_placed(work.db(), work.tenant(), meeting.id);
        if (!item || is_touched(work, *item) || has_minutes(work.db(), work.tenant(), meeting.id))
            continue;
        if (has_open_answers(
                work.db(), work.tenant(), panels, *find_panel(panels, meeting.panel), work.today()))
            continue;
        erase_idle(work, *item);
        ++gone;
    }
    return gone;
}

bool lacks_open_answers(
    db::Connection& db, TenantId tenant, Meeting const& meeting, Date today, HasMinutes has_minutes)
{
    if (!is_still_ahead(db, tenant, meeting, today, has_minutes))
        return false;
    auto const item = find_placed(db, tenant, meeting.id);
    return item ? item->state == ItemState::dropped : is_left_off(db, tenant, meeting.id);
}

Result<bool> put_open_answers_back(Work& work, MeetingId id, HasMinutes has_minutes)
{
    auto const seen = find_seen_meeting(work.db(), work.tenant(), id, work.actor(), edit_meetings);
    if (!seen)
        return Problem::not_found("meeting.problem.unknown"_msg);
    if (!is_still_ahead(work.db(), work.tenant(), seen->meeting, work.today(), has_minutes))
        return Problem::conflict({}, "item.problem.over"_msg);
    if (conferences_of(list_panels(work.db(), work.tenant()), seen->panel).empty())
        return Problem::conflict({}, "item.problem.no_answers"_msg);
    forget_left_off(work.db(), work.tenant(), id);
    auto item = find_placed(work.db(), work.tenant(), id);
    if (!item) {
        put_on_agenda(work, seen->meeting, seen->panel);
        return true;
    }
    if (item->state != ItemState::dropped)
        return false; // pressed twice
    auto const editing = records::Editing::begin_unasked(work, edited_items, item->id.value);
    auto const before = form_of(*item);
    item->state = ItemState::open;
    update_item(work.db(), work.tenant(), *item, work.now());
    editing.value().keep_changed(before, form_of(*item), "marked");
    keep_open_texts(work, item->id);
    return true;
}

bool is_titled_by_program(AgendaItem const& item)
{
    return item.kind == ItemKind::open_answers && item.title == german_title();
}

void PublicItemTitle::operator()(html::Writer& w) const
{
    if (is_titled_by_program(item))
        w("{}", visit.texts("answers.item.title"_msg));
    else
        w("{}", told_text(visit, title_text(item)));
}

} // namespace kommin::meetings
