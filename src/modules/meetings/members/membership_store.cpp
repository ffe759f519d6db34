#include "modules/meetings/members/membership_store.hpp"

#include "platform/base/date.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr db::SqlLiteral columns{
    "SELECT m.id, m.seat_id, m.person_id, m.capacity, m.valid_from, m.valid_to, m.ended_for, m.remark,"
    " m.recorded_by, m.recorded_at, m.version, m.changed_at FROM memberships m"};

db::Query memberships_of(TenantId tenant)
{
    db::Query query(columns);
    return query.add(" WHERE m.tenant_id = ?", tenant);
}

// Days are text of which a part may be missing: the day is cut to the same length.
void add_present_on(db::Query& query, Date day)
{
    auto const text = to_iso(day);
    query.add(
        " AND (m.valid_from IS NULL OR m.valid_from <= ?)"
        " AND (m.valid_to IS NULL OR m.valid_to >= SUBSTR(?, 1, LENGTH(m.valid_to)))",
        text, text);
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
        " JOIN panel_seats s ON s.id = m.seat_id"
        " WHERE m.tenant_id = ? AND s.panel_id = ? AND m.ended_for <> 'mistaken'",
        tenant, panel);
    add_present_on(query, day);
    auto const text = to_iso(day);
    query.add(
        " AND (s.valid_from IS NULL OR s.valid_from <= ?)"
        " AND (s.valid_to IS NULL OR s.valid_to >= SUBSTR(?, 1, LENGTH(s.valid_to)))"
        " ORDER BY m.seat_id, m.capacity, m.id",
        text, text);
    return db.list<MemberOn>(query);
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
    sql.add(
        " JOIN panel_seats s ON s.id = m.seat_id WHERE m.tenant_id = ? AND m.ended_for <> 'mistaken'",
        tenant);
    if (query.panels)
        sql.add_any_of("s.panel_id", *query.panels);
    if (query.present_on)
        add_present_on(sql, *query.present_on);
    return sorted(db.list<Membership>(sql));
}

std::vector<Membership> list_ending_memberships(
    db::Connection& db, TenantId tenant, std::optional<std::vector<std::int64_t>> const& owners, Date today,
    Date until, int limit)
{
    db::Query sql(columns);
    sql.add(
        " JOIN panel_seats s ON s.id = m.seat_id JOIN panels p ON p.id = s.panel_id"
        " WHERE m.tenant_id = ? AND m.ended_for <> 'mistaken' AND m.valid_to IS NOT NULL",
        tenant);
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
    auto const text = to_iso(today);
    db::Query sql(
        "SELECT COUNT(*) FROM panel_seats s JOIN panels p ON p.id = s.panel_id WHERE s.tenant_id = ?"
        " AND (p.valid_from IS NULL OR p.valid_from <= ?)"
        " AND (p.valid_to IS NULL OR p.valid_to >= SUBSTR(?, 1, LENGTH(p.valid_to)))"
        " AND (s.valid_from IS NULL OR s.valid_from <= ?)"
        " AND (s.valid_to IS NULL OR s.valid_to >= SUBSTR(?, 1, LENGTH(s.valid_to)))",
        tenant, text, text, text, text);
    if (owners)
        sql.add_any_of("COALESCE(p.body_id, 0)", *owners);
    sql.add(
        " AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.seat_id = s.id AND m.tenant_id = ?"
        " AND m.capacity = 'holder' AND m.ended_for <> 'mistaken'",
        tenant);
    add_present_on(sql, today);
    return db.list<std::int64_t>(sql.add(")")).front();
}

std::vector<Seat> list_seats_of(
    db::Connection& db, TenantId tenant, std::optional<std::vector<PanelId>> const& panels)
{
    db::Query query(
        "SELECT id, panel_id, role, function, sent_by, vote, valid_from, valid_to, is_uncertain, remark,"
        " version, changed_at FROM panel_seats WHERE tenant_id = ?",
        tenant);
    if (panels)
        query.add_any_of("panel_id", *panels);
    auto seats = db.list<Seat>(query.add(" ORDER BY id"));
    std::ranges::stable_sort(seats, {}, &Seat::role);
    return seats;
}

db::Query people_on_seats(TenantId tenant, Date today)
{
    return db::Query(
        "SELECT person_id FROM memberships WHERE tenant_id = ? AND ended_for <> 'mistaken'"
        " AND (valid_to IS NULL OR valid_to >= SUBSTR(?, 1, LENGTH(valid_to)))",
        tenant, to_iso(today));
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
