#pragma once
// What the office does for a party (docs/adr/0082): registers it on the telephone or at the door, corrects
// it, also beyond the seats with a reason. All of it needs the right to invite to the meeting.

#include "modules/meetings/registration/party_seats.hpp"
#include "modules/meetings/registration/registration.hpp"
#include "platform/base/date.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// How long after a session: needs, and names with addresses.
inline constexpr std::chrono::days keep_needs{14};
inline constexpr std::chrono::days keep_names{92};

// That the office has told them what their data are kept for, and which text it read to them.
inline constexpr std::string_view desk_consent = "desk 2026-12";
inline constexpr std::size_t longest_beyond = 300; // code points

struct DeskForm {
    RegistrationForm party;
    std::string language; // BCP 47: of its letters
    std::string beyond; // why it may go beyond the seats; "" if it may not
};
// Everything that stands in the way but seats: as of problems_of(), but that a party with seats may be
// reached by nothing; "consent" of a new one, "language", "beyond". `before`: nothing of a new one.
std::vector<Problem> problems_of_desk(
    DeskForm const& form, std::vector<ProgrammePart> const& parts, std::vector<tenants::Body> const& bodies,
    std::optional<RegistrationState> before);

// Whether people can be registered and corrected: from the programme on until names are erased, and not once
// the session is called off.
bool takes_parties(Meeting const& meeting, Date today);

// Also outside the window. Once more with the same form: the party that is there. Problems of both: not_found
// without the right; what problems_of_desk() finds; a conflict where takes_parties() says no
// ("party.problem.over"), or as take_seats() without a reason.
Result<RegistrationId> register_at_desk(
    Work& work, MeetingId meeting, DeskForm const& form, std::string_view form_key);
// A participant whose line carries their number stays the same, arrived or not; who waits gets seats at once
// with a reason. Another mail address ends all links. Problems: a conflict where somebody has changed it
// meanwhile
// ("registration.problem.changed"), or where it has ended ("party.problem.ended").
Result<void> correct_at_desk(
    Work& work, MeetingId meeting, RegistrationId id, std::int64_t seen_version, DeskForm const& form);
// What is left of a party that has ended: its address and its links, for whoever asks for that before the
// night does. Problem: a conflict where it has not ended ("party.problem.goes_on").
Result<void> erase_at_desk(Work& work, MeetingId meeting, RegistrationId id);

} // namespace kommin::meetings
