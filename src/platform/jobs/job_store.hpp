#pragma once
// Private to jobs: the SQL by which workers take, keep and give back jobs.
//
// The number of the lease is the fencing token: whoever lost it finds another number in the row and changes
// nothing.

#include "platform/jobs/jobs.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::jobs {

using Kinds = std::vector<std::string>;

// Takes the job that has been due longest; nothing if none is, those of kinds that are left alone not
// counted. A transaction of its own.
std::optional<Job> take_due_job(
    db::Connection& connection, Clock const& clock, Policy const& policy, Kinds const& left_alone = {});

// Whether there is anything to take; cheap, so that idle workers do not lock the database.
bool is_any_due(db::Connection& connection, Instant now, Kinds const& left_alone = {});

// False if the lease was lost.
bool renew_lease(db::Connection& connection, Job const& job, Instant until);
bool mark_done(db::Connection& connection, Job const& job, Instant now);
struct Failure {
    std::string error;
    bool is_told = false; // in words for people
};
bool mark_failed(db::Connection& connection, Job const& job, Instant next_try, Failure const& failure);
bool mark_dead(db::Connection& connection, Job const& job, Instant now, Failure const& failure);

// Jobs whose worker vanished: tried again, or dead if they brought down a worker at every try. Returns how
// many.
std::int64_t take_back_expired(db::Connection& connection, Instant now, Policy const& policy);

} // namespace kommin::jobs
