#pragma once
// `kommin serve`: the server process with its workers, jobs and the watch over new versions.

#include "app/settings.hpp"
#include "platform/base/clock.hpp"

namespace kommin::app {

// Serves until SIGTERM or SIGINT; prints the address once it answers. The database must be current.
// Throws what prevents the start.
void serve(Settings settings, db::Location const& location, Clock const& clock);

} // namespace kommin::app
