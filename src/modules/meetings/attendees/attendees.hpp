#pragma once
// Attendees: whoever is expected at a meeting or came, from the list of those who are invited and from the
// parties that have registered for it, each once (docs/adr/0082). What is printed for the door is of them.

#include "modules/meetings/attendance/attendance.hpp"
#include "modules/meetings/members/membership.hpp"
#include "modules/meetings/registration/participant_list.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/db/connection.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// On which of the two lists somebody stands; perhaps on both.
enum class AttendeeList : std::uint8_t { invited, registered };
inline constexpr std::array<std::string_view, 2> attendee_list_names{"invited", "registered"};
inline constexpr std::array all_attendee_lists{AttendeeList::invited, AttendeeList::registered};
inline std::string_view to_text(AttendeeList list)
{
    return name_of(attendee_list_names, list);
}
inline bool from_text(std::string_view text, AttendeeList& list)
{
    return read_name(attendee_list_names, text, list);
}
MessageKey label_of(AttendeeList list);

// A list to sign is of all of them, with those who have declined; badges are for whoever said yes, has
// registered or came; certificates for whoever came. Neither is made without a name.
enum class DoorPrint : std::uint8_t { sign_list, badges, certificates };

struct AttendeeFilter {
    // Its panel and its arrival are asked of everybody; whatever else it asks for, only participants have.
    ParticipantFilter participants = {};
    std::optional<AttendeeList> list = {};
    bool has_unanswered = false; // badges also for whoever has neither said yes nor no
};
// Certificates are of whoever came, whatever the page before was asked for.
AttendeeFilter filter_for(DoorPrint print, AttendeeFilter filter);

// What somebody is on the day of the meeting, in the panel that meets or one below it.
struct HeldSeat {
    PanelId panel;
    SeatRole role = SeatRole::member;
    Capacity capacity = Capacity::holder;
    std::string function; // of the seat: that of its holder
    std::string sender; // who fills it
};

struct Attendee {
    std::string name = {},
                list_name = {}; // "Dr. Ayşe Kaya", "Kaya, Dr. Ayşe"; "" where erased, or not to be seen
    std::optional<HeldSeat> seat = {};
    std::string organisation
        = {}; // as typed by a participant; where there is no seat, as the contacts know it
    std::optional<InvitedAs> invited = {}; // nothing: is a participant alone
    InvitationAnswer answer = InvitationAnswer::none;
    std::optional<PartId> part = {}; // nothing: is no participant
    std::vector<PanelId> panels = {}; // of the seats and of the part
    bool came = false;
};

struct Attendees {
    std::vector<Attendee> people; // participants by part, party and line; then the others by name
    std::vector<ProgrammePart> parts; // none where nobody can register
    std::vector<Panel> panels; // by which they can be filtered
    std::int64_t nameless = 0; // left out because nobody can print them
    std::optional<Date> erased_on = {}; // then participants are totals, and in no list

    [[nodiscard]] std::string part_of(Attendee const& person) const; // "" for none of them
};
// Who has registered twice, with one name and one address, is one of them, in the part where they came, else
// in the first; two of one name in one party are two. Somebody is on both lists where find_same_people() says
// so. Of whom this actor may not see in the contacts nothing is said by that: they stay on the list without a
// name, as in list_invited_too().
Attendees list_attendees(
    db::Connection& db, TenantId tenant, Actor const& actor, Meeting const& meeting, DoorPrint print,
    AttendeeFilter const& filter);

} // namespace kommin::meetings
