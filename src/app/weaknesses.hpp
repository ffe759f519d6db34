#pragma once
// What of docs/security.md, "What an operator must do", this machine can see for itself: `kommin check`
// prints it, and whoever starts the server finds in the log what somebody could use at once.

#include "app/settings.hpp"
#include "platform/base/problem.hpp"
#include "platform/db/location.hpp"

#include <vector>

namespace kommin::app {

struct Weakness {
    Problem problem; // its field: the setting or file that it is about
    bool is_open_door = true; // false: a protection that is missing, told by `kommin check` only
};

// Reads the modes of files, and no content; a file that is not there is no weakness. In an order that does
// not change.
std::vector<Weakness> find_weaknesses(Settings const& settings, db::Location const& location);

// A line of the log, "installation.weak", for each open door.
void warn_of_weaknesses(Settings const& settings, db::Location const& location);

} // namespace kommin::app
