#pragma once
// Seats for a party (docs/adr/0074, 0082): nobody takes them past those who wait and would fit into them; the
// office may go beyond them, with a reason. Inside the caller's work, which has to be given up at a problem:
// some of the counters may be raised by then.

#include "modules/meetings/registration/registration.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// How many seats of which part these people need.
SeatChanges seats_for(std::vector<ParticipantEntry> const& people);
SeatChanges seats_for(std::vector<Participant> const& people);
// The seats that are given back by them.
SeatChanges given_back(std::vector<Participant> const& people);

// Whether they fit into what those who wait leave.
bool has_room(Work& work, ProgrammeId programme, SeatChanges const& needed);

// Within: as many as there are. Beyond: some were added.
enum class SeatsTaken : std::uint8_t { within, beyond };
// `reason`: of the office for going beyond; "" for nobody's. Problems: as change_seats(), but "part_2" where
// the part of that line is full; a conflict where what is free is for those who wait
// ("registration.problem.queue").
Result<SeatsTaken> take_seats(
    Work& work, ProgrammeId programme, SeatChanges const& changes,
    std::vector<ParticipantEntry> const& people, std::string_view reason = {});

// The seats, or the place, of a party that consists of these people from now on; with a reason one that waits
// gets its seats at once. Problems: as take_seats(); a conflict where nobody has said that they may go to the
// end ("registration.problem.to_the_end").
Result<SeatsTaken> reseat(
    Work& work, OpenRegistration const& open, std::vector<ParticipantEntry> const& people, PlaceWish wish,
    std::string_view reason = {});

} // namespace kommin::meetings
