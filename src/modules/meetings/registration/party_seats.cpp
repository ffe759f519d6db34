#include "modules/meetings/registration/party_seats.hpp"

#include "modules/meetings/registration/registration_store.hpp"
#include "modules/meetings/registration/waiting_list.hpp"
#include "platform/base/number.hpp"

#include <algorithm>
#include <string>

namespace kommin::meetings {

namespace {

// A part that is full belongs to the first line that chose it; lines are numbered as in the form.
Problem at_its_line(Problem problem, std::vector<ParticipantEntry> const& people)
{
    for (std::size_t index = 0; index < people.size(); ++index) {
        if (!people[index].is_empty() && full_part_field(people[index].part) == problem.field) {
            problem.field = "part_" + std::to_string(index + 1);
            break;
        }
    }
    return problem;
}

// What is free, and what of it is left by those who wait.
struct Room {
    FreeSeats free;
    FreeSeats behind;
};
Room room_in(Work& work, ProgrammeId programme)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const free
        = free_seats(load_programme(db, tenant, programme).value(), list_parts(db, tenant, programme));
    return {free, left_behind(free, list_waiting(db, tenant, programme))};
}

}

SeatChanges seats_for(std::vector<ParticipantEntry> const& people)
{
    SeatChanges seats;
    for (auto const& person : people) {
        if (!person.is_empty())
            ++seats[PartId{parse_number(person.part).value()}];
    }
    return seats;
}

SeatChanges seats_for(std::vector<Participant> const& people)
{
    SeatChanges seats;
    for (auto const& person : people)
        ++seats[person.part];
    return seats;
}

SeatChanges given_back(std::vector<Participant> const& people)
{
    SeatChanges seats;
    for (auto const& person : people)
        --seats[person.part];
    return seats;
}

bool has_room(Work& work, ProgrammeId programme, SeatChanges const& needed)
{
    return fits(room_in(work, programme).behind, needed);
}

Result<SeatsTaken> take_seats(
    Work& work, ProgrammeId programme, SeatChanges const& changes,
    std::vector<ParticipantEntry> const& people, std::string_view reason)
{
    auto const room = room_in(work, programme);
    bool const goes_past = fits(room.free, changes) && !fits(room.behind, changes);
    bool const goes_beyond = !reason.empty() && !fits(room.behind, changes);
    if (goes_past && !goes_beyond)
        return Problem::conflict({}, "registration.problem.queue"_msg);
    auto const taken = goes_beyond ? change_seats_beyond(work.db(), work.tenant(), programme, changes)
                                   : change_seats(work.db(), work.tenant(), programme, changes);
    if (!taken)
        return at_its_line(taken.problem(), people);
    return goes_beyond ? SeatsTaken::beyond : SeatsTaken::within;
}

Result<SeatsTaken> reseat(
    Work& work, OpenRegistration const& open, std::vector<ParticipantEntry> const& people, PlaceWish wish,
    std::string_view reason)
{
    auto changes = seats_for(people);
    for (auto const& [part, count] : given_back(open.people))
        changes[part] += count;
    if (open.registration.state != RegistrationState::waiting)
        return take_seats(work, open.programme.id, changes, people, reason);
    bool const grows = std::ranges::any_of(changes, [](auto const& change) { return change.second > 0; });
    if (grows && wish == PlaceWish::keep)
        return Problem::conflict({}, "registration.problem.to_the_end"_msg);
    if (grows)
        work.db().execute(
            "UPDATE registrations SET place = ? WHERE tenant_id = ? AND id = ?",
            take_place(work, open.programme.id), work.tenant(), open.registration.id);
    return SeatsTaken::within;
}

} // namespace kommin::meetings
