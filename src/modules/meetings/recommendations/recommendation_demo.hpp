#pragma once
// The recommendations of the demonstration.

#include "modules/meetings/meetings/meeting.hpp"
#include "platform/demo/demo.hpp"

#include <map>
#include <string>

namespace kommin::meetings {

// Of the file "recommendations.json", whose panels and meetings are those of load_panels() and
// load_meetings(); throws std::runtime_error with the first problem.
void load_recommendations(
    demo::Demo& demo, std::map<std::string, PanelId> const& panels,
    std::map<std::string, MeetingId> const& meetings);

} // namespace kommin::meetings
