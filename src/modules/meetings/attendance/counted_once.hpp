#pragma once
// Whoever is in several lines and is marked in each is counted once (docs/adr/0082): on the list of those who
// are invited and in a party that has registered as a participant, whatever was pressed first; in two parties
// in the first of them.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/meetings/meeting.hpp"
#include "platform/db/connection.hpp"
#include "platform/work/work.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::meetings {

// How somebody is called on another list, and where letters to them go.
struct OtherLine {
    std::string name;
    std::string mail; // "" where none is known
};
// The same for two lines of one name, in any spelling and order, and one address; "" where one of both is
// missing: then nobody knows.
std::string same_line_mark(OtherLine const& line);
// Lines of the same person in several parties – by the numbers of their registrations –, told apart as they
// are read one party after another.
class LinesOfPeople {
public:
    // Where the first line of whoever this one is stood; `at`, where it is the first one or nobody knows. The
    // second of one name in a party is somebody else, also in the next party: father and son.
    std::size_t first_line_of(std::int64_t party, OtherLine const& line, std::size_t at);

private:
    std::map<std::pair<std::int64_t, std::string>, std::size_t> in_party_; // how many of a name so far
    std::map<std::pair<std::string, std::size_t>, std::size_t> first_;
};
// Who of these people each line is: of the same name in any spelling and order, with this address among
// theirs. No two lines are the same person, so that father and son with one name and one address are two.
std::vector<std::optional<contacts::PersonId>> find_same_people(
    db::Connection& db, TenantId tenant, std::vector<OtherLine> const& lines,
    std::vector<contacts::PersonId> const& people);

// Participants who came and of whom only a total is left.
std::int64_t count_erased_arrivals(db::Connection& db, TenantId tenant, MeetingId meeting);

// After a mark was set or taken back, somebody who is marked has left, or their name or address became
// another one. Who came and has no name any more may be any of those who were found: as long as there is
// somebody like that, nobody ceases to be a participant.
void settle_arrivals(Work& work, MeetingId meeting);
// The same after a mark was set, of somebody invited or of a party with this address; without reading all
// people of the session where nobody on the other list has an address of theirs.
void settle_new_arrival(Work& work, MeetingId meeting, contacts::PersonId person);
void settle_new_arrival(Work& work, MeetingId meeting, std::string_view mail);

} // namespace kommin::meetings
