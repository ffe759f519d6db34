#pragma once
// The panels of the demonstration.

#include "modules/meetings/panels/panel.hpp"
#include "platform/demo/demo.hpp"

#include <map>
#include <string>

namespace kommin::meetings {

// Of the file "panels.json"; throws std::runtime_error with the first problem. By the keys of the file.
std::map<std::string, PanelId> load_panels(demo::Demo& demo);

} // namespace kommin::meetings
