#include "app/share.hpp"

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

namespace kommin::app {

std::filesystem::path find_shared(std::string_view name)
{
    std::vector<std::filesystem::path> places;
    if (auto const* directory = std::getenv("KOMMIN_SHARE"))
        places.emplace_back(directory);
    std::error_code error;
    auto const program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (!error) {
        // Installed: …/bin/kommin; built: <tree>/build/<preset>/kommin, its tests one folder deeper.
        places.push_back(program.parent_path() / "../share/kommin");
        for (auto const* up : {"../..", "../../.."}) {
            places.push_back(program.parent_path() / up);
            places.push_back(program.parent_path() / up / "build");
        }
    }
    std::string tried;
    for (auto const& place : places) {
        auto const candidate = place / name;
        if (std::filesystem::exists(candidate, error))
            return std::filesystem::weakly_canonical(candidate);
        tried += "\n  " + candidate.string();
    }
    throw std::runtime_error("cannot find \"" + std::string(name) + "\"; looked in:" + tried);
}

} // namespace kommin::app
