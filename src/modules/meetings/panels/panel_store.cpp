#include "modules/meetings/panels/panel_store.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace kommin::meetings {

namespace {

db::Query panels_of(TenantId tenant)
{
    return db::Query(
        "SELECT id, body_id, parent_id, kind, name, short_name, mandate, valid_from, valid_to, is_uncertain,"
        " remark, source, is_public, version, changed_at, term_from, term_to FROM panels WHERE tenant_id = ?",
        tenant);
}

db::Query seats_of(TenantId tenant)
{
    return select_seats().add(" WHERE s.tenant_id = ?", tenant);
}

template<class Row>
std::optional<Row> only(std::vector<Row> rows)
{
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

// As a part of a session of which everybody may read, or for which they register.
bool is_called_by_a_part(db::Connection& db, TenantId tenant, PanelId id, Date today)
{
    struct Row {
        std::int64_t meeting;
        PartialDate day;
        bool is_public;
    };
    auto const sessions = db.list<Row>(
        "SELECT m.id, m.day, m.is_public FROM programme_parts t JOIN programmes g ON g.id = t.programme_id"
        " JOIN meetings m ON m.id = g.meeting_id WHERE t.tenant_id + 0 = ? AND t.panel_id = ?"
        " AND t.has_panel_name AND m.state <> 'cancelled'"
        " AND (m.is_public OR (g.state = 'open' AND m.state = 'planned'))",
        tenant, id);
    return std::ranges::any_of(
        sessions, [&](Row const& session) { return session.is_public || !is_over(session.day, today); });
}

bool is_named_by_a_recommendation(db::Connection& db, TenantId tenant, PanelId id)
{
    // Each by its index.
    auto const recommending = db.list<PanelId>(
        "SELECT panel_id FROM recommendations WHERE tenant_id + 0 = ? AND panel_id = ?"
        " AND state NOT IN ('drafted', 'discussed', 'withdrawn')"
        " UNION SELECT panel_id FROM recommendations WHERE tenant_id + 0 = ? AND group_id = ?"
        " AND state NOT IN ('drafted', 'discussed', 'withdrawn')"
        " UNION SELECT panel_id FROM recommendations WHERE tenant_id + 0 = ? AND owner_id = ?"
        " AND state NOT IN ('drafted', 'discussed', 'withdrawn')",
        tenant, id, tenant, id, tenant, id);
    // What a council recommends is not what the conference does.
    return std::ranges::any_of(
        recommending, [&](PanelId panel) { return is_of_a_conference(db, tenant, panel); });
}

}

db::Query select_seats()
{
    db::Query query(
        "SELECT s.id, s.panel_id, s.role, s.function, s.sent_by, s.vote, s.valid_from, s.valid_to,"
        " s.is_uncertain, s.remark, s.version, s.changed_at, s.organisation_id, ");
    query.add(contacts::name_of_meant_organisation).add(", ").add(contacts::kind_of_meant_organisation);
    return query.add(" FROM panel_seats s");
}

std::vector<Panel> list_panels(db::Connection& db, TenantId tenant)
{
    auto query = panels_of(tenant);
    query.add(" ORDER BY id");
    return db.list<Panel>(query);
}

void each_panel_name(
    db::Connection& db, TenantId tenant, std::optional<std::vector<std::int64_t>> const& owners,
    std::function<void(PanelName const&)> const& take)
{
    db::Query query("SELECT id, name, short_name FROM panels WHERE tenant_id = ?", tenant);
    if (owners)
        query.add_any_of("COALESCE(body_id, 0)", *owners);
    db.each<PanelName>(query.add(" ORDER BY id"), take);
}

void each_seat_name(
    db::Connection& db, TenantId tenant, std::optional<std::vector<std::int64_t>> const& owners,
    std::function<void(SeatName const&)> const& take)
{
    db::Query query("SELECT s.id, s.function, s.sent_by, ");
    query.add(contacts::name_of_meant_organisation);
    query.add(" FROM panel_seats s JOIN panels p ON p.id = s.panel_id WHERE s.tenant_id = ?", tenant);
    if (owners)
        query.add_any_of("COALESCE(p.body_id, 0)", *owners);
    db.each<SeatName>(query.add(" ORDER BY s.id"), take);
}

std::optional<Panel> load_panel(db::Connection& db, TenantId tenant, PanelId id)
{
    auto query = panels_of(tenant);
    query.add(" AND id = ?", id);
    return only(db.list<Panel>(query));
}

bool is_of_a_conference(db::Connection& db, TenantId tenant, PanelId id)
{
    constexpr std::size_t highest = 100; // a ring cannot be stored, but must not stop anybody either
    auto panel = load_panel(db, tenant, id);
    for (std::size_t steps = 0; panel && steps < highest; ++steps) {
        if (panel->kind == PanelKind::conference)
            return true;
        panel = panel->parent ? load_panel(db, tenant, *panel->parent) : std::nullopt;
    }
    return false;
}

bool is_named_in_public(db::Connection& db, TenantId tenant, PanelId id, Date today)
{
    if (db.find<std::int64_t>(
            "SELECT id FROM meetings WHERE tenant_id + 0 = ? AND panel_id = ? AND is_public LIMIT 1", tenant,
            id))
        return true;
    if (db.find<std::int64_t>(
            "SELECT s.id FROM meetings m JOIN minutes s ON s.meeting_id = m.id WHERE m.tenant_id = ?"
            " AND m.panel_id = ? AND s.published_edition > 0 LIMIT 1",
            tenant, id))
        return true;
    return is_called_by_a_part(db, tenant, id, today) || is_named_by_a_recommendation(db, tenant, id);
}

std::vector<std::int64_t> list_panels_named_in_public(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit)
{
    // tenant_id + 0: by the id and the index of the panel, not through all that the tenant has.
    db::Query query(
        "SELECT p.id FROM panels p WHERE p.tenant_id + 0 = ? AND p.id > ?"
        " AND (p.is_public OR EXISTS (SELECT 1 FROM meetings m WHERE m.tenant_id + 0 = p.tenant_id"
        " AND m.panel_id = p.id AND m.is_public)"
        " OR EXISTS (SELECT 1 FROM meetings m JOIN minutes s ON s.meeting_id = m.id"
        " WHERE m.tenant_id = p.tenant_id AND m.panel_id = p.id AND s.published_edition > 0)"
        " OR EXISTS (SELECT 1 FROM programme_parts t JOIN programmes g ON g.id = t.programme_id"
        " JOIN meetings m ON m.id = g.meeting_id WHERE t.tenant_id + 0 = p.tenant_id AND t.panel_id = p.id"
        " AND t.has_panel_name AND m.state <> 'cancelled' AND (m.is_public OR g.state = 'open'))",
        tenant, after);
    for (auto const panel :
         {db::SqlLiteral("r.panel_id"), db::SqlLiteral("r.group_id"), db::SqlLiteral("r.owner_id")})
        query.add(" OR EXISTS (SELECT 1 FROM recommendations r WHERE r.tenant_id + 0 = p.tenant_id AND ")
            .add(panel)
            .add(" = p.id AND r.state NOT IN ('drafted', 'discussed', 'withdrawn'))");
    return db.list<std::int64_t>(query.add(") ORDER BY p.id LIMIT ?", limit));
}

std::vector<Seat> list_seats(db::Connection& db, TenantId tenant, PanelId panel)
{
    auto query = seats_of(tenant);
    query.add(" AND s.panel_id = ? ORDER BY s.id", panel);
    auto seats = db.list<Seat>(query);
    std::ranges::stable_sort(seats, {}, &Seat::role);
    return seats;
}

std::map<PanelId, std::int64_t> count_seats(db::Connection& db, TenantId tenant)
{
    struct Row {
        PanelId panel;
        std::int64_t seats;
    };
    std::map<PanelId, std::int64_t> counts;
    for (auto const& row : db.list<Row>(
             "SELECT panel_id, COUNT(*) FROM panel_seats WHERE tenant_id = ? GROUP BY panel_id", tenant))
        counts[row.panel] = row.seats;
    return counts;
}

std::optional<Seat> load_seat(db::Connection& db, TenantId tenant, SeatId id)
{
    auto query = seats_of(tenant);
    query.add(" AND s.id = ?", id);
    return only(db.list<Seat>(query));
}

PanelId insert_panel(
    db::Connection& db, TenantId tenant, Panel const& panel, std::string_view mark, Instant now)
{
    return db.load<PanelId>(
        "INSERT INTO panels (tenant_id, body_id, parent_id, kind, name, short_name, mandate, valid_from,"
        " valid_to, is_uncertain, remark, source, is_public, mark, changed_at, term_from, term_to)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, panel.body, panel.parent, panel.kind, panel.name, panel.short_name, panel.mandate,
        panel.valid_from, panel.valid_to, panel.is_uncertain, panel.remark, panel.source, panel.is_public,
        mark, now, panel.term_from, panel.term_to);
}

std::vector<Panel> list_ending_terms(
    db::Connection& db, TenantId tenant, std::optional<std::vector<std::int64_t>> const& owners, Date today,
    Date until, int limit)
{
    auto query = panels_of(tenant);
    auto const day = to_iso(today);
    // Of "2030" the last day is the 31st of December.
    query.add(
        " AND term_to IS NOT NULL AND term_to || SUBSTR('-12-31', LENGTH(term_to) - 3) <= ?"
        " AND (valid_to IS NULL OR valid_to >= SUBSTR(?, 1, LENGTH(valid_to)))",
        to_iso(until), day);
    if (owners)
        query.add_any_of("COALESCE(body_id, 0)", *owners);
    return db.list<Panel>(query.add(" ORDER BY term_to, id LIMIT ?", limit));
}

std::optional<PanelId> find_panel_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<PanelId>("SELECT id FROM panels WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_panel(db::Connection& db, TenantId tenant, Panel const& panel, Instant now)
{
    db.execute(
        "UPDATE panels SET parent_id = ?, kind = ?, name = ?, short_name = ?, mandate = ?, valid_from = ?,"
        " valid_to = ?, is_uncertain = ?, remark = ?, source = ?, is_public = ?, version = version + 1,"
        " changed_at = ?, term_from = ?, term_to = ? WHERE tenant_id = ? AND id = ?",
        panel.parent, panel.kind, panel.name, panel.short_name, panel.mandate, panel.valid_from,
        panel.valid_to, panel.is_uncertain, panel.remark, panel.source, panel.is_public, now, panel.term_from,
        panel.term_to, tenant, panel.id);
}

SeatId insert_seat(db::Connection& db, TenantId tenant, Seat const& seat, std::string_view mark, Instant now)
{
    return db.load<SeatId>(
        "INSERT INTO panel_seats (tenant_id, panel_id, role, function, sent_by, vote, valid_from, valid_to,"
        " is_uncertain, remark, organisation_id, mark, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, seat.panel, seat.role, seat.function, seat.sent_by, seat.vote, seat.valid_from, seat.valid_to,
        seat.is_uncertain, seat.remark, seat.organisation, mark, now);
}

std::optional<SeatId> find_seat_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<SeatId>("SELECT id FROM panel_seats WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_seat(db::Connection& db, TenantId tenant, Seat const& seat, Instant now)
{
    db.execute(
        "UPDATE panel_seats SET role = ?, function = ?, sent_by = ?, vote = ?, valid_from = ?, valid_to = ?,"
        " is_uncertain = ?, remark = ?, organisation_id = ?, version = version + 1, changed_at = ?"
        " WHERE tenant_id = ? AND id = ?",
        seat.role, seat.function, seat.sent_by, seat.vote, seat.valid_from, seat.valid_to, seat.is_uncertain,
        seat.remark, seat.organisation, now, tenant, seat.id);
}

} // namespace kommin::meetings
