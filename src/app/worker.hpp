#pragma once
// The jobs of all modules, and `kommin worker`, which does them.

#include "app/settings.hpp"
#include "platform/base/clock.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/work/work.hpp"

#include <future>

namespace kommin::app {

// Every kind of job there is. `clock` and `signals` must outlive the handlers.
jobs::Handlers all_jobs(Settings const& settings, Clock const& clock, Signals const& signals);

// Does jobs until SIGTERM or SIGINT; those that run are finished first. The database must be current.
void work(Settings const& settings, db::Location const& location, Clock const& clock);

// Waits for jobs and watch to end. What hangs on a database that is silent is left behind after some seconds:
// the process exits with 0 as after a power cut, and another worker does those jobs once their leases have
// run out.
void wait_or_exit(std::future<void> const& ended);

} // namespace kommin::app
