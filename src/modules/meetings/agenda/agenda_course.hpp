#pragma once
// What becomes of agenda items after a meeting: done, or carried to the next one; handed to another panel,
// whose answer comes back. An item that goes on names the one that it came from; of each there is one at
// most.

#include "modules/meetings/agenda/agenda_editing.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// After a meeting: done, unfinished, or open again. Problems: not_found; a conflict as of save_item();
// "item.problem.settled" where another item goes on from it, or it was answered or dropped;
// "item.problem.unanswered" where it is to be done while another panel waits for an answer.
Result<void> mark_item(Work& work, ItemVersion const& seen, ItemState state);

// The earliest planned meeting of the panel behind this one whose day is not over; nothing where none is
// planned. `behind`: of those that surely come after this day.
std::optional<Meeting> find_next_meeting(
    db::Connection& db, TenantId tenant, Meeting const& after, Date today, std::optional<Date> behind = {});
// What is unfinished, and of a cancelled meeting also what is open: nobody will talk about it there.
bool is_to_be_carried(AgendaItem const& item, Meeting const& meeting);
// Everything at this meeting of which is_to_be_carried() says so goes on: at the end of the agenda of the
// next planned one, or waiting for one. Pressed twice, it goes on once. How many went on. Problems:
// not_found.
Result<int> carry_over(Work& work, MeetingId id);
// One that is open goes on there by the program, without a meeting it waits.
ItemId carry_item_over(Work& work, AgendaItem const& item, Scope owner, std::optional<Meeting> const& next);
// Whether a meeting comes when the time to say what is wrong with minutes is over: one of which nobody knows
// the day yet may.
bool comes_after(Meeting const& meeting, Date until);
// Of items that wait, those that may come onto the agenda of this meeting: one that approves minutes has to
// wait for one that comes_after() the day until which somebody may say what is wrong.
std::vector<AgendaItem> those_in_time(
    db::Connection& db, TenantId tenant, std::vector<AgendaItem> waiting, Meeting const& meeting);
// Items that wait come to the end of the agenda, in this order; one that waits no longer is passed over. How
// many came. Problems: not_found; "item.problem.over" where the meeting is not planned;
// "minutes.problem.time_left" where one of them is none of those_in_time().
Result<int> take_waiting(Work& work, MeetingId id, std::vector<ItemId> const& items);

// Whether this actor may know what the panel is called: they see it or, of the Kreis, everybody reads of it.
bool is_known(Panel const& panel, Actor const& actor);
std::vector<Panel> known_panels(db::Connection& db, TenantId tenant, Actor const& actor);
// To which an item may be forwarded: those that this actor knows, that still meet and that have not met it
// yet.
std::vector<Panel> panels_to_forward_to(
    db::Connection& db, TenantId tenant, Actor const& actor, AgendaItem const& item, Date today);
// It waits at the other panel and is settled here. Problems: not_found; a conflict as of save_item();
// "item.problem.settled"; "panel" where that panel is none of panels_to_forward_to().
Result<ItemId> forward_item(Work& work, ItemVersion const& seen, PanelId to);

// Whether it came from another panel, which waits for an answer; also where it was carried over since.
bool is_asked_for_answer(db::Connection& db, TenantId tenant, AgendaItem const& item);
// Stands at this item and at every one that it was forwarded from. Problems: not_found; a conflict as of
// save_item(); "item.problem.settled"; "answer" where it says nothing or too much.
Result<void> answer_item(Work& work, ItemVersion const& seen, std::string_view typed);

} // namespace kommin::meetings
