#pragma once
// SQL of panels and their seats. Every function works inside the caller's transaction.

#include "modules/meetings/panels/panel.hpp"
#include "platform/base/date.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// The columns of Seat, of "panel_seats s": SELECT … FROM it.
db::Query select_seats();

// For records::EditedKind: saving counts at once, neither has drafts.
inline constexpr db::SqlLiteral panel_table{"panels"};
inline constexpr db::SqlLiteral seat_table{"panel_seats"};

// By id, of all owners.
std::vector<Panel> list_panels(db::Connection& db, TenantId tenant);
// Of the panels of these owners (nothing: of all), by id, what they are called.
struct PanelName {
    PanelId id;
    std::string name;
    std::string short_name;
};
void each_panel_name(
    db::Connection& db, TenantId tenant, std::optional<std::vector<std::int64_t>> const& owners,
    std::function<void(PanelName const&)> const& take);
// The same of seats.
struct SeatName {
    SeatId id;
    std::string function;
    std::string sent_by;
    std::optional<std::string> organisation; // as it is called today
};
void each_seat_name(
    db::Connection& db, TenantId tenant, std::optional<std::vector<std::int64_t>> const& owners,
    std::function<void(SeatName const&)> const& take);
std::optional<Panel> load_panel(db::Connection& db, TenantId tenant, PanelId id);
// The chair first, then by role and in the order in which they were added.
std::vector<Seat> list_seats(db::Connection& db, TenantId tenant, PanelId panel);
// By panel; those without a seat are not in it.
std::map<PanelId, std::int64_t> count_seats(db::Connection& db, TenantId tenant);
std::optional<Seat> load_seat(db::Connection& db, TenantId tenant, SeatId id);

// As of panel.hpp, by the panels above this one alone.
bool is_of_a_conference(db::Connection& db, TenantId tenant, PanelId id);
// Whether its name stands with a meeting, minutes or a recommendation that everybody may read, or as a part
// of a session of which they read or for which they register.
bool is_named_in_public(db::Connection& db, TenantId tenant, PanelId id, Date today);
// By id, behind `after`: those that everybody may read of, or whose name stands so on any day.
std::vector<std::int64_t> list_panels_named_in_public(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit);

// `mark`: of the form; see find_panel_by_mark().
PanelId insert_panel(
    db::Connection& db, TenantId tenant, Panel const& panel, std::string_view mark, Instant now);
// Panels that still meet, whose term ends by `until` or has ended; of these owners, 0: the Kreis, nothing: of
// all. The earliest first.
std::vector<Panel> list_ending_terms(
    db::Connection& db, TenantId tenant, std::optional<std::vector<std::int64_t>> const& owners, Date today,
    Date until, int limit);
std::optional<PanelId> find_panel_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version; whose it is stays as it was.
void update_panel(db::Connection& db, TenantId tenant, Panel const& panel, Instant now);

SeatId insert_seat(db::Connection& db, TenantId tenant, Seat const& seat, std::string_view mark, Instant now);
std::optional<SeatId> find_seat_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
void update_seat(db::Connection& db, TenantId tenant, Seat const& seat, Instant now);

} // namespace kommin::meetings
