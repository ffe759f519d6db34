#pragma once
// Somebody who is on the list of those who are invited and in a party that has registered for the session,
// and is marked on both, is counted once (docs/adr/0082): as a participant, whatever was pressed first.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/meetings/meeting.hpp"
#include "platform/db/connection.hpp"
#include "platform/work/work.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

// How somebody is called on another list, and where letters to them go.
struct OtherLine {
    std::string name;
    std::string mail; // "" where none is known
};
// Who of these people each line is: of the same name in any spelling and order, with this address among
// theirs. No two lines are the same person, so that father and son with one name and one address are two.
std::vector<std::optional<contacts::PersonId>> find_same_people(
    db::Connection& db, TenantId tenant, std::vector<OtherLine> const& lines,
    std::vector<contacts::PersonId> const& people);

// Until the end of this work no other one marks anybody at this session: before a mark, so that of two clerks
// who mark the same person on both lists the second sees what the first did. Before seats are changed and
// rows of people, which come after it wherever they are locked. Of a meeting for which nobody can register it
// does nothing.
void hold_arrivals(Work& work, MeetingId meeting);
// After a mark was set or taken back, or the name or address of somebody who is marked became another one.
// Nothing becomes different once the participants have no names any more.
void settle_arrivals(Work& work, MeetingId meeting);

} // namespace kommin::meetings
