#pragma once
// Who is on the seats of the demonstration: invented people on invented seats.

#include "modules/meetings/panels/panel.hpp"
#include "platform/demo/demo.hpp"

#include <map>
#include <string>

namespace kommin::meetings {

// The "members" of the seats in "panels.json"; throws std::runtime_error with the first problem. `panels`: by
// the keys of the file. The people are those of another module, by name.
void load_memberships(demo::Demo& demo, std::map<std::string, PanelId> const& panels);

} // namespace kommin::meetings
