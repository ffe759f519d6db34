#pragma once
// The checklists of the demonstration.

#include "modules/meetings/meetings/meeting.hpp"
#include "platform/demo/demo.hpp"

#include <map>
#include <string>

namespace kommin::meetings {

// The proposed templates, and of one of them the checklist of the next session of the conference, where one
// is planned; throws std::runtime_error with the first problem.
void load_checklists(demo::Demo& demo, std::map<std::string, MeetingId> const& meetings);

} // namespace kommin::meetings
