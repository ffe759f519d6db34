#include "modules/meetings/members/membership_store.hpp"

#include "modules/meetings/panels/panel_store.hpp"

#include "platform/base/date.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr db::SqlLiteral columns{
    "SELECT m.id, m.seat_id, m.person_id, m.capacity, m.valid_from, m.valid_to, m.ended_for, m.remark,"
    " m.recorded_by, m.recorded_at, m.version, m.changed_at, s.valid_to, p.valid_to FROM memberships m"
    " JOIN panel_seats s ON s.id = m.seat_id JOIN panels p ON p.id = s.panel_id"};

db::Query memberships_of(TenantId tenant)
{
    db::Query query(columns);
    return query.add(" WHERE m.tenant_id = ?", tenant);
}

// All that follows stands behind "memberships m JOIN panel_seats s JOIN panels p": a membership ends with its
// seat and its panel. Days are text of which a part may be missing: the day is cut to the same length.
void add_not_over_on(db::Query& query, Date day)
{
    auto const text = to_iso(day);
    query.add(
        " AND (m.valid_to IS NULL OR m.valid_to >= SUBSTR(?, 1, LENGTH(m.valid_to)))"
        " AND (s.valid_to IS NULL OR s.valid_to >= SUBSTR(?, 1, LENGTH(s.valid_to)))"
        " AND (p.valid_to IS NULL OR p.valid_to >= SUBSTR(?, 1, LENGTH(p.valid_to)))",
        text, text, text);
}

void add_present_on(db::Query& query, Date day)
{
    add_not_over_on(query, day);
    query.add(" AND (m.valid_from IS NULL OR m.valid_from <= ?)", to_iso(day));
}

// On a seat that is there on that day.
void add_seated_on(db::Query& query, Date day)
{
    add_present_on(query, day);
    query.add(" AND (s.valid_from IS NULL OR s.valid_from <= ?)", to_iso(day));
}

// Of whom this is so on that day; says the same as Membership::standing().
void add_standing_on(db::Query& query, StandingOn const& wanted)
{
    auto const text = to_iso(wanted.day);
    switch (wanted.standing) {
    case Standing::present:
        add_present_on(query, wanted.day);
        return;
    case Standing::coming:
        query.add(" AND m.valid_from > ?", text);
        add_not_over_on(query, wanted.day);
        return;
    case Standing::past:
        query.add(
            " AND (m.valid_to < SUBSTR(?, 1, LENGTH(m.valid_to))"
            " OR s.valid_to < SUBSTR(?, 1, LENGTH(s.valid_to))"
            " OR p.valid_to < SUBSTR(?, 1, LENGTH(p.valid_to)))",
            text, text, text);
        return;
    case Standing::never:
        break;
    }
    query.add(" AND FALSE");
}

void add_conditions(db::Query& sql, TenantId tenant, MembershipQuery const& query)
{
    sql.add(" WHERE m.tenant_id = ? AND m.ended_for <> 'mistaken'", tenant);
    if (query.panels)
        sql.add_any_of("s.panel_id", *query.panels);
    if (query.standing)
        add_standing_on(sql, *query.standing);
    if (query.capacity)
        sql.add(" AND m.capacity = ?", *query.capacity);
}

// Behind "panel_seats s": that is there on that day, in a panel that is there, and has no holder.
void add_vacant_on(db::Query& sql, TenantId tenant, Date day)
{
    auto const text = to_iso(day);
    sql.add(
        " JOIN panels p ON p.id = s.panel_id WHERE s.tenant_id = ?"
        " AND (p.valid_from IS NULL OR p.valid_from <= ?)"
        " AND (p.valid_to IS NULL OR p.valid_to >= SUBSTR(?, 1, LENGTH(p.valid_to)))"
        " AND (s.valid_from IS NULL OR s.valid_from <= ?)"
        " AND (s.valid_to IS NULL OR s.valid_to >= SUBSTR(?, 1, LENGTH(s.valid_to)))"
        " AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.seat_id = s.id AND m.tenant_id = ?"
        " AND m.capacity = 'holder' AND m.ended_for <> 'mistaken'",
        tenant, text, text, text, text, tenant);
    add_present_on(sql, day);
    sql.add(")");
}

std::vector<Membership> sorted(std::vector<Membership> memberships)
{
    std::ranges::stable_sort(memberships, {}, [](Membership const& one) {
        return std::tuple(one.seat, one.capacity, one.valid_from, one.id);
    });
    return memberships;
}

}

std::vector<MemberOn> list_members_on(db::Connection& db, TenantId tenant, PanelId panel, Date day)
{
    db::Query query(
        "SELECT m.person_id, m.seat_id, s.role, s.vote, m.capacity FROM memberships m"
        " JOIN panel_seats s ON s.id = m.seat_id JOIN panels p ON p.id = s.panel_id"
        " WHERE m.tenant_id = ? AND s.panel_id = ? AND m.ended_for <> 'mistaken'",
        tenant, panel);
    add_seated_on(query, day);
    query.add(" ORDER BY m.seat_id, m.capacity, m.id");
    return db.list<MemberOn>(query);
}

std::vector<PanelId> list_panels_of_people(
    db::Connection& db, TenantId tenant, std::vector<contacts::PersonId> const& people, Date day)
{
    db::Query query(
        "SELECT DISTINCT s.panel_id FROM memberships m JOIN panel_seats s ON s.id = m.seat_id"
        " JOIN panels p ON p.id = s.panel_id WHERE m.tenant_id = ? AND m.ended_for <> 'mistaken'",
        tenant);
    query.add_any_of("m.person_id", people);
    add_seated_on(query, day);
    return db.list<PanelId>(query.add(" ORDER BY s.panel_id"));
}

std::optional<Membership> find_membership(db::Connection& db, TenantId tenant, MembershipId id)
{
    auto query = memberships_of(tenant);
    auto found = db.list<Membership>(query.add(" AND m.id = ?", id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::optional<MembershipId> find_membership_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<MembershipId>("SELECT id FROM memberships WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

std::vector<Membership> list_memberships_of_seat(db::Connection& db, TenantId tenant, SeatId seat)
{
    auto query = memberships_of(tenant);
    query.add(" AND m.seat_id = ? AND m.ended_for <> 'mistaken'", seat);
    return sorted(db.list<Membership>(query));
}

std::vector<Membership> list_memberships_of_panel(db::Connection& db, TenantId tenant, PanelId panel)
{
    return list_memberships(db, tenant, {.panels = std::vector{panel}});
}

std::vector<Membership> list_memberships_of_person(
    db::Connection& db, TenantId tenant, contacts::PersonId person)
{
    auto query = memberships_of(tenant);
    query.add(" AND m.person_id = ? ORDER BY m.id DESC", person);
    return db.list<Membership>(query);
}

std::vector<Membership> list_memberships(db::Connection& db, TenantId tenant, MembershipQuery const& query)
{
    db::Query sql(columns);
    add_conditions(sql, tenant, query);
    return sorted(db.list<Membership>(sql));
}

std::vector<PanelCount> count_memberships(db::Connection& db, TenantId tenant, MembershipQuery const& query)
{
    db::Query sql("SELECT s.panel_id, COUNT(*) FROM memberships m JOIN panel_seats s ON s.id = m.seat_id"
                  " JOIN panels p ON p.id = s.panel_id");
    add_conditions(sql, tenant, query);
    return db.list<PanelCount>(sql.add(" GROUP BY s.panel_id"));
}

std::vector<Membership> list_memberships_in_order(
    db::Connection& db, TenantId tenant, MembershipQuery const& query, std::optional<db::Query> const& names,
    bool descending, Stretch stretch)
{
    db::Query sql(columns);
    if (names)
        sql.add(" LEFT JOIN (").add(*names).add(") n ON n.id = m.person_id");
    add_conditions(sql, tenant, query);
    // Engines differ in where nothing stands, so it is said. Of "2008" the last day is the 31st of December.
    if (names)
        sql.add(" ORDER BY CASE WHEN n.list_text IS NULL THEN 1 ELSE 0 END, n.list_text");
    else
        sql.add(" ORDER BY CASE WHEN m.valid_to IS NULL THEN 1 ELSE 0 END,"
                " m.valid_to || SUBSTR('-12-31', LENGTH(m.valid_to) - 3)");
    sql.add(descending ? db::SqlLiteral(" DESC, m.id DESC") : db::SqlLiteral(", m.id"));
    sql.add(" LIMIT ? OFFSET ?", stretch.limit, stretch.first);
    return db.list<Membership>(sql);
}

std::vector<PanelCount> count_vacant_seats_of(
    db::Connection& db, TenantId tenant, std::optional<std::vector<PanelId>> const& panels, Date day)
{
    db::Query sql("SELECT s.panel_id, COUNT(*) FROM panel_seats s");
    add_vacant_on(sql, tenant, day);
    if (panels)
        sql.add_any_of("s.panel_id", *panels);
    return db.list<PanelCount>(sql.add(" GROUP BY s.panel_id"));
}

std::vector<Seat> list_vacant_seats(
    db::Connection& db, TenantId tenant, std::optional<std::vector<PanelId>> const& panels, Date day,
    Stretch stretch)
{
    auto sql = select_seats();
    add_vacant_on(sql, tenant, day);
    if (panels)
        sql.add_any_of("s.panel_id", *panels);
    return db.list<Seat>(sql.add(" ORDER BY s.id LIMIT ? OFFSET ?", stretch.limit, stretch.first));
}

std::vector<Seat> list_seats_by_id(db::Connection& db, TenantId tenant, std::vector<SeatId> const& ids)
{
    auto sql = select_seats();
    sql.add(" WHERE s.tenant_id + 0 = ?", tenant);
    return db.list<Seat>(sql.add_any_of("s.id", ids));
}

std::vector<Membership> list_ending_memberships(
    db::Connection& db, TenantId tenant, std::optional<std::vector<std::int64_t>> const& owners, Date today,
    Date until, int limit)
{
    db::Query sql(columns);
    sql.add(" WHERE m.tenant_id = ? AND m.ended_for <> 'mistaken' AND m.valid_to IS NOT NULL", tenant);
    if (owners)
        sql.add_any_of("COALESCE(p.body_id, 0)", *owners);
    add_present_on(sql, today);
    // Of "2008" the last day is the 31st of December: what ends in a part of a year ends with it.
    auto const text = to_iso(until);
    sql.add(
        " AND m.valid_to || SUBSTR('-12-31', LENGTH(m.valid_to) - 3) <= ? ORDER BY m.valid_to, m.id LIMIT ?",
        text, limit);
    return db.list<Membership>(sql);
}

std::int64_t count_vacant_seats(
    db::Connection& db, TenantId tenant, std::optional<std::vector<std::int64_t>> const& owners, Date today)
{
    db::Query sql("SELECT COUNT(*) FROM panel_seats s");
    add_vacant_on(sql, tenant, today);
    if (owners)
        sql.add_any_of("COALESCE(p.body_id, 0)", *owners);
    return db.list<std::int64_t>(sql).front();
}

std::vector<Seat> list_seats_of(
    db::Connection& db, TenantId tenant, std::optional<std::vector<PanelId>> const& panels)
{
    auto query = select_seats();
    query.add(" WHERE s.tenant_id = ?", tenant);
    if (panels)
        query.add_any_of("s.panel_id", *panels);
    auto seats = db.list<Seat>(query.add(" ORDER BY s.id"));
    std::ranges::stable_sort(seats, {}, &Seat::role);
    return seats;
}

db::Query people_on_seats(TenantId tenant, Date today)
{
    db::Query query(
        "SELECT m.person_id FROM memberships m JOIN panel_seats s ON s.id = m.seat_id"
        " JOIN panels p ON p.id = s.panel_id WHERE m.tenant_id = ? AND m.ended_for <> 'mistaken'",
        tenant);
    add_not_over_on(query, today);
    return query;
}

MembershipId insert_membership(
    db::Connection& db, TenantId tenant, Membership const& membership, std::string_view mark)
{
    return db.load<MembershipId>(
        "INSERT INTO memberships (tenant_id, seat_id, person_id, capacity, valid_from, valid_to, ended_for,"
        " remark, recorded_by, recorded_at, mark, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " RETURNING id",
        tenant, membership.seat, membership.person, membership.capacity, membership.valid_from,
        membership.valid_to, membership.ended_for, membership.remark, membership.recorded_by,
        membership.recorded_at, mark, membership.recorded_at);
}

void update_membership(db::Connection& db, TenantId tenant, Membership const& membership, Instant now)
{
    db.execute(
        "UPDATE memberships SET capacity = ?, valid_from = ?, valid_to = ?, ended_for = ?, remark = ?,"
        " version = version + 1, changed_at = ? WHERE tenant_id = ? AND id = ?",
        membership.capacity, membership.valid_from, membership.valid_to, membership.ended_for,
        membership.remark, now, tenant, membership.id);
}

void move_memberships(db::Connection& db, TenantId tenant, contacts::PersonId from, contacts::PersonId into)
{
    db.execute(
        "UPDATE memberships SET person_id = ? WHERE tenant_id = ? AND person_id = ?", into, tenant, from);
}

void delete_membership(db::Connection& db, TenantId tenant, MembershipId id)
{
    db.execute("DELETE FROM memberships WHERE tenant_id = ? AND id = ?", tenant, id);
}

} // namespace kommin::meetings
