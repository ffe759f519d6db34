#include "modules/meetings/agenda/agenda_editing.hpp"

#include "modules/meetings/agenda/agenda_course.hpp"
#include "modules/meetings/agenda/paper_editing.hpp"
#include "modules/meetings/agenda/paper_store.hpp"
#include "modules/meetings/agenda/translated_items.hpp"
#include "modules/meetings/panels/field_check.hpp"
#include "modules/meetings/panels/open_texts.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/identity/unsaved_entries.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace kommin::meetings {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_title = 200; // code points
constexpr std::size_t longest_text = 5000;
constexpr std::int64_t most_minutes = 24 * 60;

AgendaItem item_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    AgendaItem item;
    item.kind = enum_from<ItemKind>(fields.value(item_field::kind)).value_or(item.kind);
    item.title = line(item_field::title);
    item.text = trim(fields.value(item_field::text));
    std::erase(item.text, '\r');
    item.minutes = parse_number(line(item_field::minutes));
    item.speaker = line(item_field::speaker);
    item.is_internal = fields.value(item_field::internal) == internal_value;
    item.state = enum_from<ItemState>(fields.value(item_field::state)).value_or(item.state);
    item.answer = fields.value(item_field::answer);
    return item;
}

std::optional<Meeting> meeting_of(Work& work, std::optional<MeetingId> id)
{
    return id ? load_meeting(work.db(), work.tenant(), *id) : std::nullopt;
}

}

std::optional<SeenItem> find_seen_item(
    db::Connection& db, TenantId tenant, ItemId id, Actor const& actor, Permission permission)
{
    auto item = load_item(db, tenant, id);
    auto panel = item ? load_panel(db, tenant, item->panel) : std::nullopt;
    if (!panel || !actor.may(permission, panel->owner()))
        return std::nullopt;
    return SeenItem{std::move(*item), std::move(*panel)};
}

Fields form_of(AgendaItem const& item)
{
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    set(item_field::kind, std::string(to_text(item.kind)));
    set(item_field::title, item.title);
    set(item_field::text, item.text);
    set(item_field::minutes, item.minutes ? std::to_string(*item.minutes) : std::string{});
    set(item_field::speaker, item.speaker);
    set(item_field::internal, item.is_internal ? std::string(internal_value) : std::string{});
    set(item_field::state, std::string(to_text(item.state)));
    set(item_field::answer, item.answer);
    return fields;
}

Fields spelled_item(Fields const& typed)
{
    return form_of(item_from(typed));
}

std::vector<Problem> problems_of_item(Fields const& fields)
{
    FieldCheck check(fields);
    if (one_line(fields.value(item_field::title)).empty())
        check.refuse(item_field::title, "item.problem.title"_msg);
    if (!enum_from<ItemKind>(fields.value(item_field::kind)))
        check.refuse(item_field::kind, "panel.problem.kind"_msg);
    auto const typed = one_line(fields.value(item_field::minutes));
    auto const minutes = parse_number(typed);
    if (!typed.empty() && (!minutes || *minutes < 1 || *minutes > most_minutes))
        check.refuse(item_field::minutes, "item.problem.minutes"_msg);
    check.check_length(item_field::title, longest_title);
    check.check_length(item_field::speaker, longest_title);
    check.check_length(item_field::text, longest_text);
    return check.take();
}

Result<void> save_item(Work& work, ItemVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_items, seen.id.value, seen.version, edit_meetings, "item.problem.unknown"_msg));
    if (auto problems = problems_of_item(typed); !problems.empty())
        return std::move(problems.front());
    auto const stored = load_item(work.db(), work.tenant(), seen.id).value();
    auto const before = form_of(stored);
    auto wanted = item_from(typed);
    wanted.id = stored.id;
    wanted.state = stored.state; // the form does not say what came of it
    wanted.answer = stored.answer;
    if (stored.kind == ItemKind::open_answers || wanted.kind == ItemKind::open_answers)
        wanted.kind = stored.kind; // the program says which these are
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    update_item(work.db(), work.tenant(), wanted, work.now());
    editing.keep_changed(before, after, "changed");
    keep_open_texts(work, stored.id);
    return {};
}

Result<ItemId> add_item(Work& work, AgendaPlace const& place, Fields const& typed, std::string_view form_key)
{
    auto const panel = load_panel(work.db(), work.tenant(), place.panel);
    auto const meeting = meeting_of(work, place.meeting);
    bool const belongs_to_panel = !place.meeting || (meeting && meeting->panel == place.panel);
    if (!panel || !work.actor().may(edit_meetings, panel->owner()) || !belongs_to_panel)
        return Problem::not_found("meeting.problem.unknown"_msg);
    auto wanted = item_from(typed);
    wanted.panel = place.panel;
    wanted.meeting = place.meeting;
    wanted.state = ItemState::open;
    wanted.answer.clear();
    if (wanted.kind == ItemKind::open_answers)
        return Problem::invalid(std::string(item_field::kind), "panel.problem.kind"_msg);
    auto const fields = form_of(wanted);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(place.panel.value) + ' '
        + (place.meeting ? std::to_string(place.meeting->value) : std::string{}) + ' ' + fields.to_json());
    if (auto const added = find_item_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (meeting && meeting->state == MeetingState::cancelled)
        return Problem::conflict({}, "item.problem.over"_msg);
    if (auto problems = problems_of_item(typed); !problems.empty())
        return std::move(problems.front());
    wanted.position = place.meeting ? next_position(work.db(), work.tenant(), *place.meeting) : 0;
    auto const id = insert_item(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_items, id.value, panel->owner(), fields);
    keep_open_texts(work, id);
    return id;
}

Result<bool> move_item(Work& work, ItemId id, int seen_position, Direction direction)
{
    auto const seen = find_seen_item(work.db(), work.tenant(), id, work.actor(), edit_meetings);
    if (!seen || !seen->item.meeting)
        return Problem::not_found("item.problem.unknown"_msg);
    if (seen->item.position != seen_position)
        return false;
    auto const agenda = list_agenda(work.db(), work.tenant(), *seen->item.meeting);
    auto const wanted = seen_position + (direction == Direction::up ? -1 : 1);
    auto const neighbour = std::ranges::find(agenda, wanted, &AgendaItem::position);
    if (neighbour == agenda.end())
        return false;
    swap_items(work.db(), work.tenant(), seen->item, *neighbour);
    work.audit("meetings.item.moved", item_subject.word(), id);
    return true;
}

Removal removal_of(AgendaItem const& item, Meeting const* meeting, Date today)
{
    bool const was_talked_about
        = (meeting != nullptr && meeting->may_have_begun(today)) || item.state != ItemState::open;
    return was_talked_about || item.came_from ? Removal::dropped : Removal::erased;
}

Result<Removal> remove_item(Work& work, ItemVersion const& seen)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_items, seen.id.value, seen.version, edit_meetings, "item.problem.unknown"_msg));
    auto item = load_item(work.db(), work.tenant(), seen.id).value();
    if (!item.is_open())
        return Problem::conflict({}, "item.problem.settled"_msg);
    if (is_asked_for_answer(work.db(), work.tenant(), item))
        return Problem::conflict({}, "item.problem.unanswered"_msg);
    auto const meeting = meeting_of(work, item.meeting);
    auto const removal = removal_of(item, meeting ? &*meeting : nullptr, work.today());
    if (removal == Removal::erased) {
        // What somebody has typed at its form says the same.
        identity::forget_unsaved_entries_of_page(
            work, "/verwaltung/punkte/" + std::to_string(item.id.value) + "/aendern");
        for (auto const& paper : list_papers(work.db(), work.tenant(), std::span(&item, 1)))
            forget_typed_paper(work, paper.id); // one that is erased goes on from no other: all are its own
        records::erase_versions(work, {item_subject, item.id.value});
        forget_texts(work, translated_items, item.id.value);
        erase_item(work.db(), work.tenant(), item);
        if (item.kind == ItemKind::open_answers && item.meeting)
            note_left_off(work.db(), work.tenant(), *item.meeting);
        work.audit("meetings.item.erased", item_subject.word(), item.id);
        return removal;
    }
    auto const before = form_of(item);
    item.state = ItemState::dropped;
    update_item(work.db(), work.tenant(), item, work.now());
    editing.keep_changed(before, form_of(item), "dropped");
    keep_open_texts(work, item.id);
    return removal;
}

} // namespace kommin::meetings
