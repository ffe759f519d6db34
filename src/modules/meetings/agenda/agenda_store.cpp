#include "modules/meetings/agenda/agenda_store.hpp"

#include "modules/meetings/meetings/meeting_store.hpp"
#include "platform/search/fold.hpp"

#include <utility>

namespace kommin::meetings {

namespace {

db::Query items_of(TenantId tenant)
{
    return db::Query(
        "SELECT id, panel_id, meeting_id, position, kind, title, text, minutes, speaker, is_internal, state,"
        " answer, came_from, version, changed_at FROM agenda_items WHERE tenant_id = ?",
        tenant);
}

std::optional<AgendaItem> only_item(std::vector<AgendaItem> rows)
{
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

std::string list_text_of(AgendaItem const& item)
{
    return search::folded_text(item.title + '\n' + item.text);
}

}

std::vector<AgendaItem> list_agenda(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    return db.list<AgendaItem>(items_of(tenant).add(" AND meeting_id = ? ORDER BY position, id", meeting));
}

std::vector<AgendaItem> list_waiting_items(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, int limit)
{
    auto query = items_of(tenant);
    query.add_any_of("panel_id", panels)
        .add(" AND meeting_id IS NULL AND state = ? ORDER BY id LIMIT ?", ItemState::open, limit);
    return db.list<AgendaItem>(query);
}

std::map<PanelId, std::int64_t> count_waiting_items(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels)
{
    struct Row {
        PanelId panel;
        std::int64_t items;
    };
    db::Query query(
        "SELECT panel_id, COUNT(*) FROM agenda_items WHERE tenant_id = ? AND meeting_id IS NULL AND state = "
        "?",
        tenant, ItemState::open);
    query.add_any_of("panel_id", panels).add(" GROUP BY panel_id");
    std::map<PanelId, std::int64_t> counts;
    for (auto const& row : db.list<Row>(query))
        counts[row.panel] = row.items;
    return counts;
}

std::vector<WithoutOutcome> list_without_outcome(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, int limit)
{
    db::Query query(
        "SELECT a.meeting_id, COUNT(*) FROM agenda_items a JOIN meetings m ON m.id = a.meeting_id"
        " WHERE a.tenant_id = ? AND a.state = ? AND m.state = ?",
        tenant, ItemState::open, MeetingState::held);
    query.add_any_of("a.panel_id", panels)
        .add(" GROUP BY a.meeting_id ORDER BY a.meeting_id DESC LIMIT ?", limit);
    return db.list<WithoutOutcome>(query);
}

std::map<ItemId, Date> list_days_to_amend(
    db::Connection& db, TenantId tenant, std::vector<ItemId> const& approvals)
{
    if (approvals.empty())
        return {};
    struct Row {
        ItemId item;
        Date until;
    };
    db::Query query(
        "WITH RECURSIVE way (item, id, came_from) AS ("
        "SELECT id, id, came_from FROM agenda_items WHERE tenant_id = ?",
        tenant);
    query.add_any_of("id", approvals)
        .add(
            " UNION ALL SELECT w.item, a.id, a.came_from FROM agenda_items a JOIN way w ON a.id = w.came_from"
            " WHERE a.tenant_id = ?) SELECT w.item, s.amend_until FROM way w"
            " JOIN minutes s ON s.approval_item = w.id WHERE s.tenant_id = ? AND s.amend_until IS NOT NULL",
            tenant, tenant);
    std::map<ItemId, Date> days;
    for (auto const& row : db.list<Row>(query))
        days.emplace(row.item, row.until);
    return days;
}

std::vector<PlannedDecision> list_decisions_ahead(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, Date today, int limit)
{
    db::Query query(
        "SELECT a.id, a.title, a.meeting_id, m.title AS meeting_title, a.panel_id, m.day FROM agenda_items a"
        " JOIN meetings m ON m.id = a.meeting_id"
        " WHERE a.tenant_id + 0 = ? AND a.kind = ? AND a.state = ? AND m.state = ?",
        tenant, ItemKind::decision, ItemState::open, MeetingState::planned);
    query.add_any_of("a.panel_id", panels)
        .add(not_over_before(today))
        .add(" ORDER BY m.day, a.meeting_id, a.position, a.id LIMIT ?", limit);
    return db.list<PlannedDecision>(query);
}

std::vector<ForwardedItem> list_unanswered_items(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, int limit)
{
    db::Query query(
        "SELECT a.id, a.panel_id, a.title, n.panel_id, a.changed_at FROM agenda_items a"
        " JOIN agenda_items n ON n.came_from = a.id WHERE a.tenant_id = ? AND a.state = ?",
        tenant, ItemState::forwarded);
    return db.list<ForwardedItem>(
        query.add_any_of("a.panel_id", panels).add(" ORDER BY a.changed_at, a.id LIMIT ?", limit));
}

// Whoever answers has an item in the same state, but no other goes on from that one: it is the end of the
// way.
std::vector<ForwardedItem> list_answered_items(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, Instant since, AnsweredBy by,
    int limit)
{
    db::Query query(
        "WITH RECURSIVE way (asked, id, panel_id) AS ("
        "SELECT a.id, n.id, n.panel_id FROM agenda_items a JOIN agenda_items n ON n.came_from = a.id"
        " WHERE a.tenant_id = ? AND a.state = ? AND a.changed_at >= ?",
        tenant, ItemState::answered, since);
    query.add_any_of("a.panel_id", panels)
        .add(" UNION ALL SELECT w.asked, n.id, n.panel_id FROM way w JOIN agenda_items n ON n.came_from = "
             "w.id)"
             " SELECT a.id, a.panel_id, a.title, w.panel_id, a.changed_at FROM way w"
             " JOIN agenda_items a ON a.id = w.asked JOIN panels p ON p.id = a.panel_id"
             " JOIN panels q ON q.id = w.panel_id"
             " WHERE NOT EXISTS (SELECT 1 FROM agenda_items n WHERE n.came_from = w.id)");
    if (by == AnsweredBy::another_owner)
        query.add(" AND COALESCE(p.body_id, 0) <> COALESCE(q.body_id, 0)");
    return db.list<ForwardedItem>(query.add(" ORDER BY a.changed_at DESC, a.id DESC LIMIT ?", limit));
}

std::optional<AgendaItem> load_item(db::Connection& db, TenantId tenant, ItemId id)
{
    return only_item(db.list<AgendaItem>(items_of(tenant).add(" AND id = ?", id)));
}

std::vector<std::int64_t> list_items_named_in_public(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit)
{
    return db.list<std::int64_t>(
        "SELECT a.id FROM agenda_items a JOIN meetings m ON m.id = a.meeting_id WHERE a.tenant_id + 0 = ?"
        " AND a.id > ? AND NOT a.is_internal AND a.state <> ? AND ((m.is_public AND m.shows_agenda)"
        " OR EXISTS (SELECT 1 FROM minutes s WHERE s.meeting_id = m.id AND s.published_edition > 0))"
        " ORDER BY a.id LIMIT ?",
        tenant, after, ItemState::dropped, limit);
}

std::optional<AgendaItem> find_successor(db::Connection& db, TenantId tenant, ItemId id)
{
    return only_item(db.list<AgendaItem>(items_of(tenant).add(" AND came_from = ?", id)));
}

std::vector<AgendaItem> find_items(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, std::string_view words,
    int limit)
{
    auto query = items_of(tenant);
    query.add_any_of("panel_id", panels)
        .add(
            " AND (list_text LIKE ? ESCAPE '!' OR id IN (SELECT item_id FROM agenda_papers WHERE tenant_id = "
            "?"
            " AND list_text LIKE ? ESCAPE '!')) ORDER BY id DESC LIMIT ?",
            db::like_pattern(words), tenant, db::like_pattern(words), limit);
    return db.list<AgendaItem>(query);
}

ItemId insert_item(
    db::Connection& db, TenantId tenant, AgendaItem const& item, std::string_view mark, Instant now)
{
    return db.load<ItemId>(
        "INSERT INTO agenda_items (tenant_id, panel_id, meeting_id, position, kind, title, text, minutes,"
        " speaker, is_internal, state, answer, came_from, list_text, mark, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, item.panel, item.meeting, item.position, item.kind, item.title, item.text, item.minutes,
        item.speaker, item.is_internal, item.state, item.answer, item.came_from, list_text_of(item), mark,
        now);
}

std::optional<ItemId> find_item_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<ItemId>("SELECT id FROM agenda_items WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_item(db::Connection& db, TenantId tenant, AgendaItem const& item, Instant now)
{
    db.execute(
        "UPDATE agenda_items SET kind = ?, title = ?, text = ?, minutes = ?, speaker = ?, is_internal = ?,"
        " state = ?, answer = ?, list_text = ?, version = version + 1, changed_at = ?"
        " WHERE tenant_id = ? AND id = ?",
        item.kind, item.title, item.text, item.minutes, item.speaker, item.is_internal, item.state,
        item.answer, list_text_of(item), now, tenant, item.id);
}

void update_item_place(db::Connection& db, TenantId tenant, ItemId id, MeetingId meeting, int position)
{
    db.execute(
        "UPDATE agenda_items SET meeting_id = ?, position = ? WHERE tenant_id = ? AND id = ?", meeting,
        position, tenant, id);
}

void swap_items(db::Connection& db, TenantId tenant, AgendaItem const& one, AgendaItem const& other)
{
    auto const put = [&](ItemId id, int position) {
        db.execute(
            "UPDATE agenda_items SET position = ? WHERE tenant_id = ? AND id = ?", position, tenant, id);
    };
    put(one.id, other.position);
    put(other.id, one.position);
}

void erase_item(db::Connection& db, TenantId tenant, AgendaItem const& item)
{
    db.execute("DELETE FROM agenda_items WHERE tenant_id = ? AND id = ?", tenant, item.id);
    if (item.meeting)
        db.execute(
            "UPDATE agenda_items SET position = position - 1"
            " WHERE tenant_id = ? AND meeting_id = ? AND position > ?",
            tenant, *item.meeting, item.position);
}

void make_room(db::Connection& db, TenantId tenant, MeetingId meeting, int position)
{
    db.execute(
        "UPDATE agenda_items SET position = position + 1"
        " WHERE tenant_id = ? AND meeting_id = ? AND position >= ?",
        tenant, meeting, position);
}

bool is_left_off(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    return db
        .find<MeetingId>(
            "SELECT meeting_id FROM agenda_left_off WHERE tenant_id = ? AND meeting_id = ?", tenant, meeting)
        .has_value();
}

void note_left_off(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    db.execute(
        "INSERT INTO agenda_left_off (meeting_id, tenant_id) VALUES (?, ?) ON CONFLICT (meeting_id) DO "
        "NOTHING",
        meeting, tenant);
}

void forget_left_off(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    db.execute("DELETE FROM agenda_left_off WHERE tenant_id = ? AND meeting_id = ?", tenant, meeting);
}

int next_position(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    return db.load<int>(
        "SELECT COALESCE(MAX(position), 0) + 1 FROM agenda_items WHERE tenant_id = ? AND meeting_id = ?",
        tenant, meeting);
}

} // namespace kommin::meetings
