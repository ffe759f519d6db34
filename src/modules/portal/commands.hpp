#pragma once
// `kommin feedback …` and `kommin import offers`.

#include "platform/command/command.hpp"

#include <vector>

namespace kommin::portal {

std::vector<command::Command> feedback_commands();
command::Command import_command();

} // namespace kommin::portal
