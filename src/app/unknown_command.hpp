#pragma once
// What the parser of the command line does not say: it knows only that a command is missing.

#include <optional>
#include <span>
#include <string_view>

namespace CLI { // NOLINT(readability-identifier-naming): the name is the library's
class App;
}

namespace kommin::app {

// The word that stands where a command of the program, or of a group of them, is missing; nothing where no
// word does. `words`: as the program was called, with its own name first.
std::optional<std::string_view> unknown_command(CLI::App const& program, std::span<char* const> words);

} // namespace kommin::app
