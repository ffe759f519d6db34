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

// What those who wait leave is taken, the rest is added: their seats stay theirs.
AddedSeats seats_to_add(FreeSeats const& behind, SeatChanges const& changes)
{
    AddedSeats added;
    std::int64_t all = 0;
    for (auto const& [part, change] : changes) {
        all += change;
        if (auto const missing = change - std::max<std::int64_t>(0, behind.of(part)); missing > 0)
            added.of_parts[part] = missing;
    }
    added.in_all = std::max<std::int64_t>(0, all - std::max<std::int64_t>(0, behind.in_all));
    return added;
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
    bool const has_seats = fits(room.behind, changes);
    if (!has_seats && reason.empty() && fits(room.free, changes))
        return Problem::conflict({}, "registration.problem.queue"_msg);
    bool const goes_beyond = !has_seats && !reason.empty();
    auto const taken = goes_beyond
        ? change_seats_beyond(
              work.db(), work.tenant(), programme, changes, seats_to_add(room.behind, changes))
        : change_seats(work.db(), work.tenant(), programme, changes);
    if (!taken)
        return at_its_line(taken.problem(), people);
    return goes_beyond ? SeatsTaken::beyond : SeatsTaken::within;
}

Result<SeatsTaken> reseat(
    Work& work, OpenRegistration const& open, std::vector<ParticipantEntry> const& people, PlaceWish wish,
    std::string_view reason)
{
    bool const waits = open.registration.state == RegistrationState::waiting;
    if (waits && !reason.empty())
        return take_seats(work, open.programme.id, seats_for(people), people, reason);
    auto changes = seats_for(people);
    for (auto const& [part, count] : given_back(open.people))
        changes[part] += count;
    if (!waits)
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
