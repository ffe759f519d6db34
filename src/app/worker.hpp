#pragma once
// `kommin worker`: a process that does jobs and serves nothing.

#include "app/settings.hpp"
#include "platform/base/clock.hpp"
#include "platform/db/location.hpp"
#include "platform/jobs/runner.hpp"
#include "platform/work/job_rules.hpp"

#include <future>

namespace kommin::app {

// Does jobs until SIGTERM or SIGINT; those that run are finished first. The database must be current.
void work(Settings const& settings, db::Location const& location, Clock const& clock);

// For a runner of these rules, which must outlive it.
jobs::RunnerOptions runner_options(JobRules const& rules);

// Waits for jobs and watch to end. What hangs on a database that is silent is left behind after some seconds:
// the process exits with 0 as after a power cut, and another worker does those jobs once their leases have
// run out.
void wait_or_exit(std::future<void> const& ended);

} // namespace kommin::app
