#pragma once
// The checklists of the demonstration.

#include "modules/meetings/meetings/meeting.hpp"
#include "platform/demo/demo.hpp"

#include <map>
#include <string>

namespace kommin::meetings {

// The proposed templates, and of them the checklist of the sixth meeting that lies ahead, or of the last one where
// there are fewer; throws std::runtime_error with the first problem.
void load_checklists(demo::Demo& demo, std::map<std::string, MeetingId> const& meetings);

} // namespace kommin::meetings
