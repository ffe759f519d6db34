#pragma once
// Jobs: work that follows a transaction and must not be lost (mails, imports, rebuilding), kept in the
// database (outbox): what was rolled back is never run, what was committed is run at least once.
//
// A handler may run more than once for one job: after a crash, a lost connection, an expired lease. It makes
// itself idempotent, or calls complete() inside its own transaction, which then happens exactly once. Modules
// write no handlers but rules: platform/work/job_rules.hpp.

#include "platform/base/clock.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/db/connection.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::jobs {

using JobId = StrongId<struct JobTag>;

// queued: not tried yet · running: a worker holds the lease · done · failed: will be tried again · dead:
// given up, waits for a person.
enum class State { queued, running, done, failed, dead };
std::string_view to_text(State state);
bool from_text(std::string_view text, State& state);

struct RunAt {
    std::optional<Instant> instant; // nothing: as soon as possible
    static RunAt now() { return {}; }
    static RunAt at(Instant instant) { return {instant}; }
};

// Stores a job inside the caller's write transaction. A job with the same idempotency key that exists already
// (in whatever state) is returned instead of a second one. Ring a Bell after the commit.
JobId enqueue(
    db::Connection& connection, Clock const& clock, TenantId tenant, std::string_view kind,
    std::string_view payload_json, RunAt run_at = {},
    std::optional<std::string_view> idempotency_key = std::nullopt);

// Whichever state it is in; done ones are erased after a while.
std::optional<JobId> find_job_of_key(
    db::Connection& connection, TenantId tenant, std::string_view idempotency_key);

// A job in the hands of a worker.
struct Job {
    JobId id;
    TenantId tenant;
    std::string kind;
    std::string payload; // JSON
    int attempt = 1; // from 1
    std::int64_t lease = 0; // number of the lease, by which the queue tells this worker from a later one
};

// Does the job on the worker's connection, in transactions of its own; any exception means: try again later.
using Handler = std::function<void(db::Connection&, Job const&)>;
using Handlers = std::map<std::string, Handler, std::less<>>; // by kind

// Thrown by a handler when trying again cannot help: the job is dead at once.
class Hopeless : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// Thrown by a handler that can say in words for people why it failed; what other exceptions say is for us.
class Explained : public std::runtime_error {
public:
    enum class Then : std::uint8_t { give_up, try_again };
    Explained(std::string const& words, Then then)
        : std::runtime_error(words)
        , then_(then)
    { }
    [[nodiscard]] Then then() const { return then_; }

private:
    Then then_;
};

// The lease ran out and the job went to somebody else.
class LeaseLost : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// Marks the job as done inside the handler's own transaction: its effects and the mark are then one. Throws
// LeaseLost: roll back, somebody else does it. Without this call the worker marks the job afterwards.
void complete(db::Connection& connection, Clock const& clock, Job const& job);

struct Policy {
    std::chrono::seconds lease{60};
    // All statements of one try together, by a Runner; a handler that needs longer sets its own deadline.
    std::chrono::seconds longest_try{300};
    int max_attempts = 8; // then dead
    // Waiting time before try n + 1: first_delay · 3^(n-1), at most longest_delay, ± 25 %: the eight tries
    // span a night in which the mail server is down.
    std::chrono::seconds first_delay{30};
    std::chrono::seconds longest_delay{6 * 3600};
};

// Runs on the calling thread what is due, until nothing is; returns the number of tries.
int run_due(
    db::Connection& connection, Clock const& clock, Handlers const& handlers, Policy const& policy = {});

// A job as the back office shows it. Payloads of jobs that are done are emptied: they may name persons.
struct Listed {
    JobId id;
    TenantId tenant;
    std::string kind;
    std::string payload;
    State state = State::queued;
    Instant run_at;
    int attempts = 0;
    std::optional<std::string> last_error;
    Instant created_at;
    std::optional<Instant> finished_at;
    bool error_is_told = false; // a sentence for people; otherwise for us, and it may hold anything
    std::int64_t leases = 0; // how often a worker took it: rises with every try
};

// What the error says of a job whose worker died: killed, or the machine went down.
inline constexpr std::string_view worker_vanished = "the worker vanished (lease expired)";

std::optional<Listed> find_job(db::Connection& connection, TenantId tenant, JobId id);
// The newest jobs in that state with an id below (nothing: all), newest first: page by page.
std::vector<Listed> list_jobs(
    db::Connection& connection, TenantId tenant, State state, std::optional<JobId> below, int limit);
// What is listed of one state. time: when it ended or is due; those with the same time, and those of a kind,
// by number.
enum class Order : std::uint8_t { time, kind };
struct ListQuery {
    State state = State::dead;
    std::string kind = {}; // empty: any
    Order order = Order::time;
    bool descending = true;
    int limit = 0;
    int offset = 0;
    std::optional<JobId> only = {};
    std::optional<Listed> after = {}; // only what follows this one in the order, however many stand before it
};
std::vector<Listed> list_jobs(db::Connection& connection, TenantId tenant, ListQuery const& query);
std::int64_t count_jobs(db::Connection& connection, TenantId tenant, ListQuery const& query);
// Of these, whichever state they are in.
std::vector<Listed> list_chosen_jobs(
    db::Connection& connection, TenantId tenant, std::vector<JobId> const& ids);
// How many jobs there are of each kind and state.
struct KindCount {
    std::string kind;
    State state = State::queued;
    std::int64_t count = 0;
    Instant first_run_at; // of those that wait: when the next one is due
    std::optional<Instant> last_finished_at;
};
std::vector<KindCount> count_by_kind(db::Connection& connection, TenantId tenant);
std::int64_t count_in_state(db::Connection& connection, TenantId tenant, State state);
// Of all tenants, for metrics and health.
std::map<State, std::int64_t> count_by_state(db::Connection& connection);

// A dead or failed job is queued anew with all its tries; false if there is no such job in these states.
bool retry(db::Connection& connection, Clock const& clock, TenantId tenant, JobId id);
// The same for all that were given up; returns how many.
std::int64_t retry_all_dead(db::Connection& connection, Clock const& clock, TenantId tenant);
// Removes a job that is not running; false if there is none.
bool discard(db::Connection& connection, TenantId tenant, JobId id);
// Removes what was done before that time; returns how many.
std::int64_t erase_done_before(db::Connection& connection, Instant limit);
// The same for what was given up: payload and error may name persons, and nobody has come for it.
std::int64_t erase_dead_before(db::Connection& connection, Instant limit);

} // namespace kommin::jobs
