#pragma once
// Pages of attendance: the list, the list to sign, the door.

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
html::Url door_url(std::string_view code);

MessageKey state_of(Expected const& expected);
// What waits on this device and for whom, said by the script that keeps presses (assets/islands/arrivals.ts).
void write_kept_arrivals(html::Writer& w, web::Call const& call);

struct ExpectedPerson {
    Expected expected;
    std::string name; // "Kaya, Dr. Ayşe"; "" where this person may not see it
};
struct AttendancePage {
    SeenMeeting const& seen;
    std::vector<ExpectedPerson> people;
    bool can_note;
    std::vector<Problem> problems = {};
    std::string words = {}; // by which somebody was looked for who is not on the list
    contacts::FoundPeople found = {};
};
http::Response attendance_page(web::Call const& call, AttendancePage const& page);
http::Response attendance_print_page(web::Call const& call, AttendancePage const& page);

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

void write_attendance_summary(
    html::Writer& w, web::Call const& call, MeetingId id, std::optional<std::int64_t> count, bool may_note);

} // namespace kommin::meetings
