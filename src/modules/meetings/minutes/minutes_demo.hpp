#pragma once
// The minutes and tasks of the demonstration.

#include "modules/meetings/meetings/meeting.hpp"
#include "platform/demo/demo.hpp"

#include <map>
#include <string>

namespace kommin::meetings {

// Of the file "meetings.json", whose meetings are those of load_meetings(), after load_agendas(); throws
// std::runtime_error with the first problem.
void load_minutes_of_demo(demo::Demo& demo, std::map<std::string, MeetingId> const& meetings);

} // namespace kommin::meetings
