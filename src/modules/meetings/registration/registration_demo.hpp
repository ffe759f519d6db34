#pragma once
// The session of the demonstration for which people can register: invented, as all that lies ahead there.

#include "modules/meetings/meetings/meeting.hpp"
#include "platform/demo/demo.hpp"

#include <map>
#include <string>

namespace kommin::meetings {

void load_programmes(
    demo::Demo& demo, std::map<std::string, PanelId> const& panels,
    std::map<std::string, MeetingId> const& meetings);

} // namespace kommin::meetings
