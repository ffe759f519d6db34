#include "platform/jobs/job_store.hpp"

#include "platform/db/query.hpp"
#include "platform/db/transaction.hpp"

#include <utility>

namespace kommin::jobs {

namespace {

db::Query due(db::SqlLiteral what, Instant now, Kinds const& left_alone)
{
    db::Query query(what);
    query.add(" FROM jobs WHERE state IN ('queued', 'failed') AND run_at <= ?", now);
    query.add_none_of("kind", left_alone);
    return query;
}

}

std::optional<Job> take_due_job(
    db::Connection& connection, Clock const& clock, Policy const& policy, Kinds const& left_alone)
{
    if (!is_any_due(connection, clock.now(), left_alone))
        return std::nullopt;
    db::Transaction transaction(connection);
    auto const now = clock.now(); // once the lock is ours: waiting must not eat the lease
    db::Query query(
        "UPDATE jobs SET state = 'running', attempts = attempts + 1, leases = leases + 1, lease_until = ?"
        " WHERE id = (",
        now + policy.lease);
    query.add(due("SELECT id", now, left_alone)).add(" ORDER BY run_at, id LIMIT 1");
    if (connection.engine() == db::Engine::postgres) // SQLite has a single writer
        query.add(" FOR UPDATE SKIP LOCKED");
    query.add(") RETURNING id, tenant_id, kind, payload, attempts, leases");
    auto taken = connection.list<Job>(query);
    transaction.commit();
    return taken.empty() ? std::nullopt : std::optional(std::move(taken.front()));
}

bool is_any_due(db::Connection& connection, Instant now, Kinds const& left_alone)
{
    auto query = due("SELECT id", now, left_alone);
    return !connection.list<std::int64_t>(query.add(" LIMIT 1")).empty();
}

bool renew_lease(db::Connection& connection, Job const& job, Instant until)
{
    return connection.execute(
               "UPDATE jobs SET lease_until = ? WHERE id = ? AND leases = ? AND state = 'running'", until,
               job.id, job.lease)
        == 1;
}

bool mark_done(db::Connection& connection, Job const& job, Instant now)
{
    return connection.execute(
               "UPDATE jobs SET state = 'done', lease_until = NULL, last_error = NULL, payload = '{}',"
               " finished_at = ? WHERE id = ? AND leases = ? AND state = 'running'",
               now, job.id, job.lease)
        == 1;
}

bool mark_failed(db::Connection& connection, Job const& job, Instant next_try, Failure const& failure)
{
    return connection.execute(
               "UPDATE jobs SET state = 'failed', lease_until = NULL, last_error = ?, error_is_told = ?,"
               " run_at = ? WHERE id = ? AND leases = ? AND state = 'running'",
               failure.error, failure.is_told, next_try, job.id, job.lease)
        == 1;
}

bool mark_dead(db::Connection& connection, Job const& job, Instant now, Failure const& failure)
{
    return connection.execute(
               "UPDATE jobs SET state = 'dead', lease_until = NULL, last_error = ?, error_is_told = ?,"
               " finished_at = ? WHERE id = ? AND leases = ? AND state = 'running'",
               failure.error, failure.is_told, now, job.id, job.lease)
        == 1;
}

std::int64_t take_back_expired(db::Connection& connection, Instant now, Policy const& policy)
{
    if (!connection.find<std::int64_t>(
            "SELECT id FROM jobs WHERE state = 'running' AND lease_until < ? LIMIT 1", now))
        return 0;
    db::Transaction transaction(connection);
    auto count = connection.execute(
        "UPDATE jobs SET state = 'dead', lease_until = NULL, finished_at = ?, last_error = ?,"
        " error_is_told = FALSE WHERE state = 'running' AND lease_until < ? AND attempts >= ?",
        now, worker_vanished, now, policy.max_attempts);
    count += connection.execute(
        "UPDATE jobs SET state = 'failed', lease_until = NULL, run_at = ?, last_error = ?,"
        " error_is_told = FALSE WHERE state = 'running' AND lease_until < ?",
        now, worker_vanished, now);
    transaction.commit();
    return count;
}

} // namespace kommin::jobs
