#pragma once
// SQL of memberships. Every function works inside the caller's transaction. What was written down by mistake
// is in no answer but where it says so.

#include "modules/meetings/members/membership.hpp"
#include "platform/base/date.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral membership_table{"memberships"};

// ── For whoever invites, counts who came, and lets people vote ──

// Somebody who is a member of a panel on a day. Whoever has two seats in it is there twice.
struct MemberOn {
    contacts::PersonId person;
    SeatId seat;
    SeatRole role;
    Vote vote;
    Capacity capacity;
};
// By seat, holders first: one query. Seats that are not there on that day have no members. Asks for no right;
// names are told by contacts::list_named_people().
std::vector<MemberOn> list_members_on(db::Connection& db, TenantId tenant, PanelId panel, Date day);

// The panels where one of them is a member on that day, by id: one query.
std::vector<PanelId> list_panels_of_people(
    db::Connection& db, TenantId tenant, std::vector<contacts::PersonId> const& people, Date day);

// ── For this part ──

std::optional<Membership> find_membership(db::Connection& db, TenantId tenant, MembershipId id); // any
std::optional<MembershipId> find_membership_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark);
// Holders first, then by the day from which they hold.
std::vector<Membership> list_memberships_of_seat(db::Connection& db, TenantId tenant, SeatId seat);
std::vector<Membership> list_memberships_of_panel(db::Connection& db, TenantId tenant, PanelId panel);
// All of somebody, with those written down by mistake, newest first.
std::vector<Membership> list_memberships_of_person(
    db::Connection& db, TenantId tenant, contacts::PersonId person);
// Of the whole district, by seat and holders first. `panels`: only of their seats, at most some hundreds;
// nothing: of all. `standing`: only those of whom this is so on that day.
struct StandingOn {
    Standing standing; // not never
    Date day;
};
struct MembershipQuery {
    std::optional<std::vector<PanelId>> panels = {};
    std::optional<StandingOn> standing = {};
    std::optional<Capacity> capacity = {};
};
std::vector<Membership> list_memberships(db::Connection& db, TenantId tenant, MembershipQuery const& query);
// How many there are in each panel that has some.
struct PanelCount {
    PanelId panel;
    std::int64_t count;
};
std::vector<PanelCount> count_memberships(db::Connection& db, TenantId tenant, MembershipQuery const& query);
// Some of them, in an order that goes through all panels: by `names` (contacts::names_to_sort(); whoever is
// not among them comes last), or without, by the last day (those without one come last).
struct Stretch {
    std::int64_t first; // from 0
    std::int64_t limit;
};
std::vector<Membership> list_memberships_in_order(
    db::Connection& db, TenantId tenant, MembershipQuery const& query, std::optional<db::Query> const& names,
    bool descending, Stretch stretch);
// Seats without a holder that are there on that day, in panels that are there: how many in each panel that
// has some, and some of them by their number.
std::vector<PanelCount> count_vacant_seats_of(
    db::Connection& db, TenantId tenant, std::optional<std::vector<PanelId>> const& panels, Date day);
std::vector<Seat> list_vacant_seats(
    db::Connection& db, TenantId tenant, std::optional<std::vector<PanelId>> const& panels, Date day,
    Stretch stretch);
std::vector<Seat> list_seats_by_id(db::Connection& db, TenantId tenant, std::vector<SeatId> const& ids);
// Those that hold today and end on a day up to this one, the first to end first. `owners`: of the panels
// (nothing: of all).
std::vector<Membership> list_ending_memberships(
    db::Connection& db, TenantId tenant, std::optional<std::vector<std::int64_t>> const& owners, Date today,
    Date until, int limit);
// Seats without a holder that are there today, in panels that are there. `owners`: as above.
std::int64_t count_vacant_seats(
    db::Connection& db, TenantId tenant, std::optional<std::vector<std::int64_t>> const& owners, Date today);
// The seats of all panels or of these, in the order of list_seats().
std::vector<Seat> list_seats_of(
    db::Connection& db, TenantId tenant, std::optional<std::vector<PanelId>> const& panels);
// A SELECT of the ids of everybody who is or will be on a seat: a ground to keep them.
db::Query people_on_seats(TenantId tenant, Date today);

MembershipId insert_membership(
    db::Connection& db, TenantId tenant, Membership const& membership, std::string_view mark);
// As the next version; seat and person stay.
void update_membership(db::Connection& db, TenantId tenant, Membership const& membership, Instant now);
// All of `from` are of `into` from now on.
void move_memberships(db::Connection& db, TenantId tenant, contacts::PersonId from, contacts::PersonId into);
void delete_membership(db::Connection& db, TenantId tenant, MembershipId id);

} // namespace kommin::meetings
