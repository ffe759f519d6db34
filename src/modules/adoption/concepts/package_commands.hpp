#pragma once
// `kommin concept export` and `kommin concept verify`.

#include "platform/command/command.hpp"

#include <vector>

namespace kommin::adoption {

std::vector<command::Command> concept_commands();

} // namespace kommin::adoption
