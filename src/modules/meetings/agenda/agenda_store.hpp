#pragma once
// SQL of agenda items. Every function works inside the caller's transaction.

#include "modules/meetings/agenda/agenda_item.hpp"
#include "modules/meetings/agenda/api.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral item_table{"agenda_items"};

// In their order.
std::vector<AgendaItem> list_agenda(db::Connection& db, TenantId tenant, MeetingId meeting);
// Those that wait for a meeting of one of these panels, the longest waiting first.
std::vector<AgendaItem> list_waiting_items(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, int limit);
// How many wait, by panel; those for which nothing waits are not in it.
std::map<PanelId, std::int64_t> count_waiting_items(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels);
// Until when somebody may say what is wrong with the minutes that these items approve, also where they were
// carried over since; of those that approve none, nothing.
std::map<ItemId, Date> list_days_to_amend(
    db::Connection& db, TenantId tenant, std::vector<ItemId> const& approvals);
// Of meetings that were held, those with items of which nobody has said what came of them, the newest first;
// at most `limit`.
struct WithoutOutcome {
    MeetingId meeting;
    std::int64_t items;
};
std::vector<WithoutOutcome> list_without_outcome(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, int limit);
// What these panels have asked another one: without an answer, the longest waiting first …
struct ForwardedItem {
    ItemId id;
    PanelId panel; // that asks
    std::string title;
    PanelId to; // that is asked; of one that is answered, whose answer it is: it may have gone on to them
    Instant changed_at; // when it was forwarded, or answered
};
std::vector<ForwardedItem> list_unanswered_items(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, int limit);
// … and answered from then on, the newest first.
enum class AnsweredBy : std::uint8_t { anybody, another_owner };
std::vector<ForwardedItem> list_answered_items(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, Instant since, AnsweredBy by,
    int limit);
// Items for a decision of which nobody has said what came of them, on planned meetings of these panels that
// are not over on this day; the earliest first, at most `limit`.
std::vector<PlannedDecision> list_decisions_ahead(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, Date today, int limit);
std::optional<AgendaItem> load_item(db::Connection& db, TenantId tenant, ItemId id);
// By id, behind `after`: those that stand on an agenda or in minutes which everybody may read.
std::vector<std::int64_t> list_items_named_in_public(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit);
// That goes on from this one.
std::optional<AgendaItem> find_successor(db::Connection& db, TenantId tenant, ItemId id);
// `words`: folded, of the items or the titles of their papers; of these panels; the newest first.
std::vector<AgendaItem> find_items(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, std::string_view words,
    int limit);

// `mark`: of the form; see find_item_by_mark().
ItemId insert_item(
    db::Connection& db, TenantId tenant, AgendaItem const& item, std::string_view mark, Instant now);
std::optional<ItemId> find_item_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// What the form says of it, its state and its answer, as the next version; where it stands stays as it was.
void update_item(db::Connection& db, TenantId tenant, AgendaItem const& item, Instant now);
// Onto an agenda.
void update_item_place(db::Connection& db, TenantId tenant, ItemId id, MeetingId meeting, int position);
void swap_items(db::Connection& db, TenantId tenant, AgendaItem const& one, AgendaItem const& other);
// Those behind it move up.
void erase_item(db::Connection& db, TenantId tenant, AgendaItem const& item);
// Those from this position on move down.
void make_room(db::Connection& db, TenantId tenant, MeetingId meeting, int position);
// Meetings from whose agenda the office has taken the item of the open answers.
bool is_left_off(db::Connection& db, TenantId tenant, MeetingId meeting);
void note_left_off(db::Connection& db, TenantId tenant, MeetingId meeting);
void forget_left_off(db::Connection& db, TenantId tenant, MeetingId meeting);
// Of the end of an agenda, for what comes next.
int next_position(db::Connection& db, TenantId tenant, MeetingId meeting);

} // namespace kommin::meetings
