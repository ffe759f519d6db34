#pragma once
// The invented session of the demonstration that lies ahead has an evaluation which nobody has filled in;
// those that were really held have none.

#include "modules/meetings/meetings/meeting.hpp"
#include "platform/demo/demo.hpp"

#include <map>
#include <string>

namespace kommin::meetings {

void load_evaluations(demo::Demo& demo, std::map<std::string, MeetingId> const& meetings);

} // namespace kommin::meetings
