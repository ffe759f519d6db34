#include "platform/jobs/jobs.hpp"

#include "platform/base/enum_names.hpp"
#include "platform/db/query.hpp"
#include "platform/jobs/job_store.hpp"

#include <array>
#include <cstdint>

namespace kommin::jobs {

namespace {

constexpr std::array<std::string_view, 5> state_names{"queued", "running", "done", "failed", "dead"};

struct StateCount {
    State state;
    std::int64_t count;
};

db::Query listed_of(db::SqlLiteral columns, TenantId tenant, ListQuery const& wanted)
{
    db::Query query(columns);
    query.add(" FROM jobs WHERE tenant_id = ? AND state = ?", tenant, wanted.state);
    if (!wanted.kind.empty())
        query.add(" AND kind = ?", wanted.kind);
    if (wanted.only)
        query.add(" AND id = ?", *wanted.only);
    return query;
}

// Where the index goes on behind a job.
void add_after(db::Query& select, ListQuery const& query)
{
    auto const& after = *query.after;
    auto const direction = query.descending ? db::SqlLiteral(" < (?, ?)") : db::SqlLiteral(" > (?, ?)");
    if (query.order == Order::kind)
        select.add(" AND (kind, id)").add(direction, after.kind, after.id);
    else
        select.add(" AND (COALESCE(finished_at, run_at), id)")
            .add(direction, after.finished_at.value_or(after.run_at), after.id);
}

constexpr db::SqlLiteral listed_columns
    = "SELECT id, tenant_id, kind, payload, state, run_at, attempts, last_error, created_at, finished_at,"
      " error_is_told, leases";

}

std::string_view to_text(State state)
{
    return name_of(state_names, state);
}

bool from_text(std::string_view text, State& state)
{
    return read_name(state_names, text, state);
}

JobId enqueue(
    db::Connection& connection, Clock const& clock, TenantId tenant, std::string_view kind,
    std::string_view payload_json, RunAt run_at, std::optional<std::string_view> idempotency_key)
{
    auto const now = clock.now();
    auto const id = connection.find<JobId>(
        "INSERT INTO jobs (tenant_id, kind, payload, state, run_at, attempts, leases, created_at, "
        "idempotency_key)"
        " VALUES (?, ?, ?, 'queued', ?, 0, 0, ?, ?)"
        " ON CONFLICT (tenant_id, idempotency_key) DO NOTHING RETURNING id",
        tenant, kind, payload_json, run_at.instant.value_or(now), now, idempotency_key);
    if (!id)
        return find_job_of_key(connection, tenant, idempotency_key.value()).value();
    connection.notify("kommin_jobs");
    return *id;
}

std::optional<JobId> find_job_of_key(
    db::Connection& connection, TenantId tenant, std::string_view idempotency_key)
{
    return connection.find<JobId>(
        "SELECT id FROM jobs WHERE tenant_id = ? AND idempotency_key = ?", tenant, idempotency_key);
}

void complete(db::Connection& connection, Clock const& clock, Job const& job)
{
    if (!mark_done(connection, job, clock.now()))
        throw LeaseLost("the lease of job " + std::to_string(job.id.value) + " was lost");
}

std::optional<Listed> find_job(db::Connection& connection, TenantId tenant, JobId id)
{
    return connection.find<Listed>(
        "SELECT id, tenant_id, kind, payload, state, run_at, attempts, last_error, created_at, finished_at,"
        " error_is_told, leases"
        " FROM jobs WHERE tenant_id = ? AND id = ?",
        tenant, id);
}

std::vector<Listed> list_jobs(
    db::Connection& connection, TenantId tenant, State state, std::optional<JobId> below, int limit)
{
    return connection.list<Listed>(
        "SELECT id, tenant_id, kind, payload, state, run_at, attempts, last_error, created_at, finished_at,"
        " error_is_told, leases"
        " FROM jobs WHERE tenant_id = ? AND state = ? AND id < ? ORDER BY id DESC LIMIT ?",
        tenant, state, below.value_or(JobId{INT64_MAX}), limit);
}

std::vector<Listed> list_jobs(db::Connection& connection, TenantId tenant, ListQuery const& query)
{
    auto select = listed_of(listed_columns, tenant, query);
    if (query.after)
        add_after(select, query);
    // The expression is that of the index.
    if (query.order == Order::kind)
        select.order_by("kind", query.descending);
    else
        select.order_by("COALESCE(finished_at, run_at)", query.descending);
    if (query.limit > 0)
        select.add(" LIMIT ? OFFSET ?", query.limit, query.offset);
    return connection.list<Listed>(select);
}

std::int64_t count_jobs(db::Connection& connection, TenantId tenant, ListQuery const& query)
{
    return connection.list<std::int64_t>(listed_of("SELECT count(*)", tenant, query)).front();
}

std::vector<Listed> list_chosen_jobs(
    db::Connection& connection, TenantId tenant, std::vector<JobId> const& ids)
{
    db::Query select(listed_columns);
    select.add(" FROM jobs WHERE tenant_id + 0 = ?", tenant).add_any_of("id", ids);
    return connection.list<Listed>(select);
}

std::vector<KindCount> count_by_kind(db::Connection& connection, TenantId tenant)
{
    return connection.list<KindCount>(
        "SELECT kind, state, count(*), min(run_at), max(finished_at) FROM jobs WHERE tenant_id = ?"
        " GROUP BY kind, state ORDER BY kind, state",
        tenant);
}

std::int64_t count_in_state(db::Connection& connection, TenantId tenant, State state)
{
    return connection.load<std::int64_t>(
        "SELECT count(*) FROM jobs WHERE tenant_id = ? AND state = ?", tenant, state);
}

std::map<State, std::int64_t> count_by_state(db::Connection& connection)
{
    std::map<State, std::int64_t> counts{
        {State::queued, 0}, {State::running, 0}, {State::done, 0}, {State::failed, 0}, {State::dead, 0}};
    for (auto const& row : connection.list<StateCount>("SELECT state, count(*) FROM jobs GROUP BY state"))
        counts[row.state] = row.count;
    return counts;
}

bool retry(db::Connection& connection, Clock const& clock, TenantId tenant, JobId id)
{
    auto const changed = connection.execute(
        "UPDATE jobs SET state = 'queued', attempts = 0, run_at = ?, finished_at = NULL"
        " WHERE tenant_id = ? AND id = ? AND state IN ('dead', 'failed')",
        clock.now(), tenant, id);
    return changed == 1;
}

std::int64_t retry_all_dead(db::Connection& connection, Clock const& clock, TenantId tenant)
{
    return connection.execute(
        "UPDATE jobs SET state = 'queued', attempts = 0, run_at = ?, finished_at = NULL"
        " WHERE tenant_id = ? AND state = 'dead'",
        clock.now(), tenant);
}

bool discard(db::Connection& connection, TenantId tenant, JobId id)
{
    return connection.execute(
               "DELETE FROM jobs WHERE tenant_id = ? AND id = ? AND state <> 'running'", tenant, id)
        == 1;
}

std::int64_t erase_dead_before(db::Connection& connection, Instant limit)
{
    return connection.execute("DELETE FROM jobs WHERE state = 'dead' AND finished_at < ?", limit);
}

std::int64_t erase_done_before(db::Connection& connection, Instant limit)
{
    return connection.execute("DELETE FROM jobs WHERE state = 'done' AND finished_at < ?", limit);
}

} // namespace kommin::jobs
