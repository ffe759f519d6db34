#pragma once
// Private to jobs: one try of one job.

#include "platform/jobs/jobs.hpp"

namespace kommin::jobs {

// Waiting time after that many failed tries, before it is spread at random.
std::chrono::milliseconds delay_after(int failed_attempts, Policy const& policy);

// Runs the handler and enters what came of it. Only errors of the database while entering leave it.
void attempt(
    db::Connection& connection, Clock const& clock, Handlers const& handlers, Policy const& policy,
    Job const& job);

} // namespace kommin::jobs
