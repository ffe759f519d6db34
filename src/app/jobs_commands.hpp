#pragma once
// `kommin jobs …`: what was given up, and what to do about it.

#include "platform/command/command.hpp"

#include <vector>

namespace kommin::app {

std::vector<command::Command> jobs_commands();

} // namespace kommin::app
