#pragma once
// Who waits for seats of a session, and whose turn it is (docs/adr/0074). The rules, without a database: in
// the order of places, each party as a whole or not at all.

#include "modules/meetings/registration/registration.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace kommin::meetings {

struct FreeSeats {
    std::int64_t in_all = 0;
    std::map<PartId, std::int64_t> of_parts;

    [[nodiscard]] std::int64_t of(PartId part) const;
    void take(SeatChanges const& needed);
};
FreeSeats free_seats(Programme const& programme, std::vector<ProgrammePart> const& parts);

// Whether all of a party find a seat. Where it gives seats back elsewhere at the same time, those are no
// help.
bool fits(FreeSeats const& free, SeatChanges const& needed);
// The first part, in the order of `parts`, that has fewer seats than are needed, or all of them together;
// nothing where the party fits.
std::optional<Shortage> shortage_of(
    FreeSeats const& free, SeatChanges const& needed, std::vector<ProgrammePart> const& parts);

struct WaitingParty {
    RegistrationId id;
    std::int64_t place = 0;
    SeatChanges needed;
    bool was_missed = false; // nobody reached it while it had an offer: it is the office's turn
};
// Those that get seats now: from the first place to the last, whoever fits into what is left. `waiting` in
// the order of places. Whoever does not fit is passed over and stays where they are.
std::vector<RegistrationId> who_moves_up(FreeSeats free, std::vector<WaitingParty> const& waiting);
// What is left for whoever does not wait yet. Both pass over those that were missed.
FreeSeats left_behind(FreeSeats free, std::vector<WaitingParty> const& waiting);

// How seats that come free are given, by the day of the session: offered, confirmed at once from two days
// before it on, and on its day only by a word of the office. `session` is nothing where its day is not known.
enum class MovingUp : std::uint8_t { offered, at_once, by_office };
MovingUp moving_up_on(Date today, std::optional<Date> session);
// Three whole days, at most until two days before the session, and never less than this day.
Date last_day_of_offer(Date today, std::optional<Date> session);

// SQL; inside the caller's transaction. By place.
std::vector<WaitingParty> list_waiting(db::Connection& db, TenantId tenant, ProgrammeId programme);

// Parties of a session that no letter reaches: the office has to call them.
struct PartiesToCall {
    MeetingId meeting;
    std::int64_t offered = 0;
    std::optional<Instant> until; // the first of their offers to end; nothing: none has one
    std::int64_t missed = 0;
};
// Of sessions of these panels that take place and are not over, the earliest first.
std::vector<PartiesToCall> list_parties_to_call(
    db::Connection& db, TenantId tenant, Date today, std::vector<PanelId> const& panels, int limit);
// Programmes of sessions of these panels that are today, and for which somebody waits.
std::vector<ProgrammeId> list_programmes_waited_for(
    db::Connection& db, TenantId tenant, Date today, std::vector<PanelId> const& panels, int limit);

} // namespace kommin::meetings
