#pragma once
// The meetings of the demonstration.

#include "modules/meetings/meetings/meeting.hpp"
#include "platform/demo/demo.hpp"

#include <map>
#include <string>

namespace kommin::meetings {

// Of the file "meetings.json", whose panels are those of load_panels(); throws std::runtime_error with the
// first problem. By the keys of the file.
std::map<std::string, MeetingId> load_meetings(
    demo::Demo& demo, std::map<std::string, PanelId> const& panels);

} // namespace kommin::meetings
