#include "modules/meetings/agenda/agenda_course.hpp"

#include "modules/meetings/agenda/translated_items.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr int most_planned = 1000; // of one panel: more than anybody plans
constexpr std::size_t longest_answer = 5000; // code points

// From which it came, one after the other. A ring cannot be stored: each names an older one.
std::vector<AgendaItem> origins_of(db::Connection& db, TenantId tenant, AgendaItem const& item)
{
    std::vector<AgendaItem> origins;
    auto from = item.came_from;
    while (from) {
        auto origin = load_item(db, tenant, *from);
        if (!origin)
            break;
        from = origin->came_from;
        origins.push_back(std::move(*origin));
    }
    return origins;
}

// One item with its Editing, as somebody saw it. Problems as of save_item().
struct OpenItem {
    records::Editing editing;
    AgendaItem item;
};
Result<OpenItem> begin_item(Work& work, ItemVersion const& seen)
{
    auto editing = TRY(records::Editing::begin(
        work, edited_items, seen.id.value, seen.version, edit_meetings, "item.problem.unknown"_msg));
    return OpenItem{std::move(editing), load_item(work.db(), work.tenant(), seen.id).value()};
}

void settle(
    Work& work, records::Editing const& editing, AgendaItem item, ItemState state, std::string_view step)
{
    auto const before = form_of(item);
    item.state = state;
    update_item(work.db(), work.tenant(), item, work.now());
    editing.keep_changed(before, form_of(item), step);
}

// Goes on from `item` where `next` says; its mark is that of its origin, of which there is one at most.
ItemId insert_successor(Work& work, AgendaItem const& item, AgendaPlace const& place, Scope owner)
{
    auto next = item;
    next.panel = place.panel;
    next.meeting = place.meeting;
    next.position = place.meeting ? next_position(work.db(), work.tenant(), *place.meeting) : 0;
    next.state = ItemState::open;
    next.answer.clear();
    next.came_from = item.id;
    auto const id
        = insert_item(work.db(), work.tenant(), next, "from " + std::to_string(item.id.value), work.now());
    records::keep_created(work, edited_items, id.value, owner, form_of(next));
    keep_open_texts(work, id);
    return id;
}

}

Result<void> mark_item(Work& work, ItemVersion const& seen, ItemState state)
{
    auto const open = TRY(begin_item(work, seen));
    bool const may_be_marked = open.item.is_open() || open.item.state == ItemState::done;
    bool const is_mark
        = state == ItemState::done || state == ItemState::unfinished || state == ItemState::open;
    if (!may_be_marked || !is_mark || !open.item.meeting)
        return Problem::conflict({}, "item.problem.settled"_msg);
    if (state == ItemState::done && is_asked_for_answer(work.db(), work.tenant(), open.item))
        return Problem::conflict({}, "item.problem.unanswered"_msg);
    if (open.item.state != state)
        settle(work, open.editing, open.item, state, "marked");
    return {};
}

std::optional<Meeting> find_next_meeting(
    db::Connection& db, TenantId tenant, Meeting const& after, Date today, std::optional<Date> behind)
{
    auto const planned = list_meetings(
        db, tenant,
        {.panels = {after.panel},
         .states = {MeetingState::planned},
         .after = MeetingPlace{after.day.value().to_iso(), after.id}},
        most_planned);
    auto const next = std::ranges::find_if(planned, [&](Meeting const& meeting) {
        return !meeting.is_past(today) && (!behind || meeting.day.value().first_possible_day() > *behind);
    });
    return next == planned.end() ? std::nullopt : std::optional(*next);
}

bool is_to_be_carried(AgendaItem const& item, Meeting const& meeting)
{
    if (item.kind == ItemKind::open_answers)
        return false; // the next meeting gets its own
    return meeting.state == MeetingState::cancelled ? item.is_open() : item.state == ItemState::unfinished;
}

Result<int> carry_over(Work& work, MeetingId id)
{
    auto const seen = find_seen_meeting(work.db(), work.tenant(), id, work.actor(), edit_meetings);
    if (!seen)
        return Problem::not_found("meeting.problem.unknown"_msg);
    auto const next = find_next_meeting(work.db(), work.tenant(), seen->meeting, work.today());
    int carried = 0;
    for (auto const& item : list_agenda(work.db(), work.tenant(), id)) {
        if (!is_to_be_carried(item, seen->meeting))
            continue;
        carry_item_over(work, item, seen->panel.owner(), next);
        ++carried;
    }
    return carried;
}

ItemId carry_item_over(Work& work, AgendaItem const& item, Scope owner, std::optional<Meeting> const& next)
{
    auto const editing = records::Editing::begin_unasked(work, edited_items, item.id.value);
    auto const id
        = insert_successor(work, item, {item.panel, next ? std::optional(next->id) : std::nullopt}, owner);
    settle(work, editing.value(), item, ItemState::carried_over, "carried_over");
    return id;
}

bool comes_after(Meeting const& meeting, Date until)
{
    return !meeting.is_past(until + std::chrono::days{1});
}

std::vector<AgendaItem> those_in_time(
    db::Connection& db, TenantId tenant, std::vector<AgendaItem> waiting, Meeting const& meeting)
{
    std::vector<ItemId> approvals;
    for (auto const& item : waiting) {
        if (item.kind == ItemKind::approval_of_minutes)
            approvals.push_back(item.id);
    }
    auto const last_days = list_days_to_amend(db, tenant, approvals);
    std::erase_if(waiting, [&](AgendaItem const& item) {
        auto const until = last_days.find(item.id);
        return until != last_days.end() && !comes_after(meeting, until->second);
    });
    return waiting;
}

Result<int> take_waiting(Work& work, MeetingId id, std::vector<ItemId> const& items)
{
    auto const seen = find_seen_meeting(work.db(), work.tenant(), id, work.actor(), edit_meetings);
    if (!seen)
        return Problem::not_found("meeting.problem.unknown"_msg);
    if (seen->meeting.state != MeetingState::planned)
        return Problem::conflict({}, "item.problem.over"_msg);
    std::vector<AgendaItem> waiting;
    for (auto const wanted : items) {
        auto item = load_item(work.db(), work.tenant(), wanted);
        if (item && item->panel == seen->panel.id && !item->meeting && item->state == ItemState::open)
            waiting.push_back(*std::move(item));
    }
    if (those_in_time(work.db(), work.tenant(), waiting, seen->meeting).size() < waiting.size())
        return Problem::conflict({}, "minutes.problem.time_left"_msg);
    for (auto const& item : waiting) {
        update_item_place(work.db(), work.tenant(), item.id, id, next_position(work.db(), work.tenant(), id));
        work.audit("meetings.item.taken", item_subject.word(), item.id);
        keep_open_texts(work, item.id);
    }
    return static_cast<int>(waiting.size());
}

bool is_known(Panel const& panel, Actor const& actor)
{
    bool const is_on_public_pages = panel.is_public && panel.owner() == Scope::whole_tenant();
    return is_on_public_pages || actor.may(see_meetings, panel.owner());
}

std::vector<Panel> known_panels(db::Connection& db, TenantId tenant, Actor const& actor)
{
    auto panels = list_panels(db, tenant);
    std::erase_if(panels, [&](Panel const& panel) { return !is_known(panel, actor); });
    return panels;
}

std::vector<Panel> panels_to_forward_to(
    db::Connection& db, TenantId tenant, Actor const& actor, AgendaItem const& item, Date today)
{
    if (item.kind == ItemKind::open_answers)
        return {}; // what is open there says which panel it is
    auto panels = known_panels(db, tenant, actor);
    auto const origins = origins_of(db, tenant, item);
    std::erase_if(panels, [&](Panel const& panel) {
        return panel.id == item.panel || panel.has_ended(today)
            || std::ranges::find(origins, panel.id, &AgendaItem::panel) != origins.end();
    });
    return panels;
}

Result<ItemId> forward_item(Work& work, ItemVersion const& seen, PanelId to)
{
    auto const open = TRY(begin_item(work, seen));
    if (!open.item.is_open())
        return Problem::conflict({}, "item.problem.settled"_msg);
    auto const panels = panels_to_forward_to(work.db(), work.tenant(), work.actor(), open.item, work.today());
    auto const* panel = find_panel(panels, to);
    if (panel == nullptr)
        return Problem::invalid("panel", "item.problem.panel"_msg);
    auto const id = insert_successor(work, open.item, {to, std::nullopt}, panel->owner());
    settle(work, open.editing, open.item, ItemState::forwarded, "forwarded");
    return id;
}

bool is_asked_for_answer(db::Connection& db, TenantId tenant, AgendaItem const& item)
{
    return item.is_open() && std::ranges::any_of(origins_of(db, tenant, item), [&](AgendaItem const& origin) {
               return origin.state == ItemState::forwarded;
           });
}

Result<void> answer_item(Work& work, ItemVersion const& seen, std::string_view typed)
{
    auto const open = TRY(begin_item(work, seen));
    if (!is_asked_for_answer(work.db(), work.tenant(), open.item))
        return Problem::conflict({}, "item.problem.settled"_msg);
    std::string answer(trim(typed));
    std::erase(answer, '\r');
    if (answer.empty())
        return Problem::invalid(std::string(item_field::answer), "item.problem.answer"_msg);
    if (count_code_points(answer) > longest_answer)
        return Problem::invalid(
            std::string(item_field::answer), "import.problem.too_long"_msg,
            {{"limit", std::to_string(longest_answer)}});
    auto item = open.item;
    auto const before = form_of(item);
    item.answer = answer;
    item.state = ItemState::answered;
    update_item(work.db(), work.tenant(), item, work.now());
    open.editing.keep_changed(before, form_of(item), "answered");
    // Whoever forwarded it has asked; what lies between was only carried over.
    for (auto& origin : origins_of(work.db(), work.tenant(), item)) {
        if (origin.state != ItemState::forwarded)
            continue;
        auto const editing = records::Editing::begin_unasked(work, edited_items, origin.id.value);
        auto const asked = form_of(origin);
        origin.answer = answer;
        origin.state = ItemState::answered;
        update_item(work.db(), work.tenant(), origin, work.now());
        editing.value().keep_changed(asked, form_of(origin), "answered");
    }
    return {};
}

} // namespace kommin::meetings
