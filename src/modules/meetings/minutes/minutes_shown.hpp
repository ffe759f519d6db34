#pragma once
// What the handlers of minutes read before they show or do something.

#include "modules/meetings/minutes/minutes_pages.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

// The minutes of the meeting in the address, for whoever has this permission.
struct SeenMinutes {
    SeenMeeting of;
    Minutes minutes;
};
std::optional<SeenMinutes> minutes_in_path(web::Call const& call, Permission permission);
MinutesSide load_side(web::Call const& call, db::Connection& db, SeenMeeting const& seen, MinutesId id);
// Beside approved minutes stands how many were there as they were approved. `editions`: the newest first.
void take_approved_side(MinutesSide& side, Minutes const& minutes, std::vector<Edition> const& editions);
// The page as it is now, with what stood in the way and what was typed.
struct TypedSteps {
    std::vector<Problem> problems = {};
    std::string until = {};
    std::string reason = {};
    std::string word = {}; // to a remark …
    std::optional<AmendmentId> remark = {}; // … this one
};
http::Response show_minutes_again(web::Call const& call, SeenMeeting const& seen, TypedSteps typed = {});
void note_minutes_read(web::Call const& call, MeetingId id);

} // namespace kommin::meetings
