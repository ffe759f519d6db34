#pragma once
// The arguments of a module's command (platform/command), as the command line reads them.

#include "platform/command/command.hpp"

namespace CLI { // NOLINT(readability-identifier-naming): the name is the library's
class App;
}

namespace kommin::app {

// What is typed goes to `values`, which must outlive the reading.
void add_argument(CLI::App& parser, command::Argument const& argument, command::Invocation::Values& values);

} // namespace kommin::app
