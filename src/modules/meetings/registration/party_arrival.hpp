#pragma once
// Participants who came to a session (docs/adr/0082): a mark of each, said at the door or on the list. Nobody
// is counted twice, whatever is pressed how often on how many devices.

#include "modules/meetings/attendance/attendance.hpp"
#include "modules/meetings/attendance/counted_once.hpp"
#include "modules/meetings/registration/registration.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kommin::meetings {

// Whether it marked anybody who was not marked yet. `ago`: as of note_arrival(). Problems of both: not_found
// without the right to invite to this meeting, or where it is no registration of it; a conflict before the
// day, where the session was called off
// ("attendance.problem.early"), where names are erased, where the party has no seat
// ("party.problem.no_seat"), or where nobody is named or somebody who is not of it ("party.problem.nobody").
Result<bool> note_participants(
    Work& work, MeetingId meeting, RegistrationId party, std::vector<ParticipantId> const& who,
    ArrivalWay way, std::chrono::seconds ago = {});
// It was somebody else.
Result<bool> take_back_participant(Work& work, MeetingId meeting, RegistrationId party, ParticipantId who);

// Which of them are expected on the list of those who are invited, too: the desk says so, as they count once.
// Of whom this actor may not see in the contacts nothing is said; they count once all the same.
struct ParticipantLine {
    ParticipantId id;
    OtherLine line; // with the address of the party
};
std::set<ParticipantId> list_invited_too(
    db::Connection& db, TenantId tenant, Actor const& actor, Meeting const& meeting,
    std::vector<ParticipantLine> const& people);

// Parties of whom somebody has come to this meeting, whoever is still named. SQL; inside the caller's
// transaction.
struct ArrivedParty {
    RegistrationId id;
    std::string language; // BCP 47
    std::string mail; // "" where none is known, or not any more
    std::string consent; // the version that was agreed to
    std::int64_t people = 0; // of it, also who did not come
};
std::vector<ArrivedParty> list_arrived_parties(db::Connection& db, TenantId tenant, MeetingId meeting);
// One of them; nothing for any other.
std::optional<ArrivedParty> find_arrived_party(
    db::Connection& db, TenantId tenant, MeetingId meeting, RegistrationId id);
// Those of a party with a seat who came and are named.
std::vector<Participant> list_arrived(db::Connection& db, TenantId tenant, Registration const& party);
// The names of these, as far as they came and are named.
std::map<ParticipantId, std::string> list_arrived_names(
    db::Connection& db, TenantId tenant, std::vector<ParticipantId> const& ids);

} // namespace kommin::meetings
