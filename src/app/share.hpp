#pragma once
// Where the files that belong to the program lie: built assets, the demonstration, the search vocabulary.

#include <filesystem>
#include <string_view>

namespace kommin::app {

// Looks in $KOMMIN_SHARE, in ../share/kommin beside the program (installed), then in the source tree two
// folders above it. Throws std::runtime_error with the places it looked at.
std::filesystem::path find_shared(std::string_view name);

} // namespace kommin::app
