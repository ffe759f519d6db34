#pragma once
// Attendance: who came to a meeting, said at the door or on a list (docs/adr/0068). Nobody is counted twice,
// whatever is pressed how often on how many devices.

#include "modules/meetings/invitations/invitation.hpp"
#include "modules/meetings/meetings/meeting_editing.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

enum class ArrivalWay : std::uint8_t { door, list };
inline constexpr std::array<std::string_view, 2> arrival_way_names{"door", "list"};
inline std::string_view to_text(ArrivalWay way)
{
    return name_of(arrival_way_names, way);
}
inline bool from_text(std::string_view text, ArrivalWay& way)
{
    return read_name(arrival_way_names, text, way);
}

struct Attendance {
    contacts::PersonId person;
    Instant arrived_at; // when it was said
    ArrivalWay way = ArrivalWay::list;
    bool as_participant = false; // is marked in a party, too, and counted there (counted_once.hpp)
};

// SQL; inside the caller's transaction.
std::vector<Attendance> list_attendances(db::Connection& db, TenantId tenant, MeetingId meeting);
std::optional<Attendance> find_attendance(
    db::Connection& db, TenantId tenant, MeetingId meeting, contacts::PersonId person);
struct AttendedMeeting {
    MeetingId meeting;
    Instant arrived_at;
    ArrivalWay way = ArrivalWay::list;
    bool as_participant = false;
};
std::vector<AttendedMeeting> list_attended_meetings(
    db::Connection& db, TenantId tenant, contacts::PersonId person);
void move_attendances(db::Connection& db, TenantId tenant, contacts::PersonId from, contacts::PersonId into);
// Nobody can tell that it was this person; how many they were stays.
void erase_attendances(db::Connection& db, TenantId tenant, contacts::PersonId person);

// Whoever may be expected: those who are invited, the members on that day with their substitutes, and whoever
// has come. Each once.
struct Expected {
    contacts::PersonId person;
    InvitedAs as;
    InvitationAnswer answer = InvitationAnswer::none;
    std::optional<Attendance> came = std::nullopt;
};
std::vector<Expected> list_expected(db::Connection& db, TenantId tenant, Meeting const& meeting);
// The same by name, as far as this actor may see them; the others are at the end.
struct ExpectedPerson {
    Expected expected;
    contacts::NamedPerson named; // its texts are empty where this actor may not see them

    [[nodiscard]] bool is_seen() const { return !named.list_name.empty(); }
};
std::vector<ExpectedPerson> list_expected_people(
    db::Connection& db, TenantId tenant, Actor const& actor, Meeting const& meeting);

// Whether somebody can have come: its day has come and it was not called off.
bool can_be_attended(Meeting const& meeting, Date today);

// Use cases, with the right to invite for the panel. Whether it changed anything: whoever is there already
// stays so with the time that was said first. `ago`: since it was pressed on a device that had no network;
// nothing that is longer than `longest_wait` is believed. Problems: not_found without the right, or for a
// person who is not expected and whom this actor may not see; a conflict before the day or where it was
// called off.
inline constexpr std::chrono::seconds longest_wait{12 * 3600};
Instant instant_of_arrival(Work const& work, std::chrono::seconds ago);
Result<bool> note_arrival(
    Work& work, MeetingId id, contacts::PersonId person, ArrivalWay way, std::chrono::seconds ago = {});
// It was the wrong person.
Result<bool> take_back_arrival(Work& work, MeetingId id, contacts::PersonId person);

// How many came, on the list of those who are invited or as participants of a session (docs/adr/0082):
// whoever is marked on both counts once. Also once nobody is named any more. Nothing where nobody has said
// it.
std::optional<std::int64_t> count_attendance(db::Connection& db, TenantId tenant, MeetingId meeting);
// Two years after the day of a meeting nobody is named any more; their number stays.
std::int64_t erase_old_attendances(Work& work);

} // namespace kommin::meetings
