#pragma once
// Pages of attendance: the list, the door.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/attendance/attendance.hpp"
#include "platform/base/problem.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view attendance_path = "anwesenheit"; // below a meeting
html::Url attendance_url(MeetingId id);
html::Url attendance_url(MeetingId id, std::string_view page);
// What is printed for the door, below it (attendees/).
inline constexpr std::string_view sign_path = "unterschriften";
inline constexpr std::string_view badges_path = "namensschilder";
inline constexpr std::string_view certificates_path = "bescheinigungen";
inline constexpr std::string_view attendee_list_field = "wer"; // of which list they are
inline constexpr std::string_view registered_only = "registered"; // a word of it (AttendeeList)
html::Url door_url(std::string_view code);

MessageKey state_of(Expected const& expected);
// What waits on this device and for whom, said by the script that keeps presses (assets/islands/arrivals.ts).
void write_kept_arrivals(html::Writer& w, web::Call const& call);

struct AttendancePage {
    SeenMeeting const& seen;
    std::vector<ExpectedPerson> people;
    bool can_note;
    std::vector<Problem> problems = {};
    std::string words = {}; // by which somebody was looked for who is not on the list
    contacts::FoundPeople found = {};
};
http::Response attendance_page(web::Call const& call, AttendancePage const& page);

struct DoorPage {
    SeenMeeting const& seen;
    std::string code;
    std::string name; // "" where this person may not see it
    Invitation const& invitation;
    std::optional<Attendance> came;
    bool can_note;
    std::vector<Problem> problems = {};
};
http::Response door_page(web::Call const& call, DoorPage const& page);

// What somebody does with the list of a meeting: before its day they print it.
enum class ListAccess : std::uint8_t { none, print, note };
void write_attendance_summary(
    html::Writer& w, web::Call const& call, MeetingId id, std::optional<std::int64_t> count,
    ListAccess access);

} // namespace kommin::meetings
