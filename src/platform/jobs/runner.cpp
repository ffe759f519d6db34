#include "platform/jobs/runner.hpp"

#include "platform/jobs/attempt.hpp"
#include "platform/jobs/job_store.hpp"
#include "platform/log/log.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

namespace kommin::jobs {

namespace {

// For the queue itself. A database that is silent, not gone, must not keep a stopping program alive.
constexpr std::chrono::seconds longest_queue_work{5};
// Whoever waits for a lock is told by the database that it was too long, not by the deadline, which costs the
// connection on PostgreSQL.
constexpr std::chrono::milliseconds longest_wait_for_lock{1500};

void limit(db::Connection& connection, std::chrono::seconds time)
{
    connection.set_deadline(std::chrono::steady_clock::now() + time);
}

}

struct Runner::State {
    State(
        db::Location location_of_queue, Clock const& clock_of_queue, Bell& bell_of_process, Handlers by_kind,
        RunnerOptions chosen)
        : location(std::move(location_of_queue))
        , clock(clock_of_queue)
        , bell(bell_of_process)
        , handlers(std::move(by_kind))
        , options(std::move(chosen))
    { }

    void work(Kinds const& left_alone);
    void watch();
    void stop();

private:
    void work_until_error(db::Connection& connection, Kinds const& left_alone);
    void watch_until_error(db::Connection& connection);
    void renew_leases(db::Connection& connection);
    void plan(db::Connection& connection);
    void clear_away(db::Connection& connection);
    void empty_log(db::Connection& connection);
    template<class Body>
    void keep_connected(std::string_view who, Body body);
    // Sleeps; only a moment once the runner is stopped.
    void pause(std::chrono::milliseconds time);

    void add_running(Job const& job);
    void remove_running(Job const& job);

public:
    db::Location location;
    Clock const& clock;
    Bell& bell;
    Handlers handlers;
    RunnerOptions options;
    std::vector<std::thread> workers;
    std::thread watcher;

private:
    std::atomic<bool> stopping_ = false; // no new jobs
    std::atomic<bool> workers_gone_ = false; // the watcher may go too
    std::mutex mutex_;
    std::condition_variable stopped_;
    std::vector<Job> running_; // whose leases the watcher renews
    Instant cleared_{};
    bool log_is_to_be_emptied_ = false;
    std::chrono::steady_clock::time_point next_emptying_{};
    std::optional<std::chrono::steady_clock::time_point> planned_; // or tried to
};

Runner::Runner(
    db::Location location, Clock const& clock, Bell& bell, Handlers handlers, RunnerOptions options)
    : state_(
          std::make_unique<State>(std::move(location), clock, bell, std::move(handlers), std::move(options)))
{
    auto* const state = state_.get();
    try {
        for (int i = 0; i < state->options.threads; ++i)
            state->workers.emplace_back([state, i] {
                bool const is_for_short = i == 0 && state->options.threads > 1;
                state->work(is_for_short ? state->options.long_kinds : Kinds{});
            });
        state->watcher = std::thread([state] { state->watch(); });
    } catch (...) { // no more threads: those that run must not outlive us
        state->stop();
        throw;
    }
}

Runner::~Runner()
{
    stop();
}

void Runner::stop()
{
    state_->stop();
}

void Runner::State::stop()
{
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    stopped_.notify_all();
    bell.ring();
    for (auto& worker : workers) {
        if (worker.joinable())
            worker.join();
    }
    // Until the last handler has ended, its lease must be kept.
    workers_gone_ = true;
    if (watcher.joinable())
        watcher.join();
}

void Runner::State::work(Kinds const& left_alone)
{
    keep_connected("worker", [&](db::Connection& connection) { work_until_error(connection, left_alone); });
}

void Runner::State::work_until_error(db::Connection& connection, Kinds const& left_alone)
{
    while (!stopping_) {
        auto const heard = bell.strokes();
        limit(connection, longest_queue_work);
        auto const job = take_due_job(connection, clock, options.policy, left_alone);
        if (!job) {
            bell.wait(heard, options.poll);
            continue;
        }
        add_running(*job);
        try {
            limit(connection, options.policy.longest_try);
            attempt(connection, clock, handlers, options.policy, *job);
        } catch (...) {
            remove_running(*job); // the lease runs out, and somebody tries again
            throw;
        }
        remove_running(*job);
    }
}

void Runner::State::watch()
{
    keep_connected("watcher", [this](db::Connection& connection) { watch_until_error(connection); });
}

void Runner::State::watch_until_error(db::Connection& connection)
{
    connection.listen("kommin_jobs");
    // Three chances to renew before a lease runs out. The steady clock: leases must be kept even where the
    // product's clock stands still.
    auto const renew_every = std::chrono::milliseconds(options.policy.lease) / 3;
    auto renewed = std::chrono::steady_clock::now() - renew_every;
    auto looked = renewed;
    // Short enough for a prompt stop.
    auto const pause_at_most = std::min({options.poll, renew_every, std::chrono::milliseconds(250)});
    while (!workers_gone_) {
        limit(connection, longest_queue_work);
        if (std::chrono::steady_clock::now() - renewed >= renew_every) {
            renew_leases(connection);
            renewed = std::chrono::steady_clock::now();
        }
        if (!stopping_ && std::chrono::steady_clock::now() - looked >= options.poll) {
            looked = std::chrono::steady_clock::now();
            if (take_back_expired(connection, clock.now(), options.policy) > 0)
                bell.ring();
            clear_away(connection);
            empty_log(connection);
        }
        if (!stopping_)
            plan(connection);
        if (connection.wait_for_notification(
                stopping_ ? std::min(pause_at_most, std::chrono::milliseconds(20)) : pause_at_most)
            && connection.engine() == db::Engine::postgres)
            bell.ring();
    }
}

void Runner::State::renew_leases(db::Connection& connection)
{
    std::vector<Job> running;
    {
        std::lock_guard const lock(mutex_);
        running = running_;
    }
    for (auto const& job : running) {
        if (!renew_lease(connection, job, clock.now() + options.policy.lease))
            log::debug("jobs.lease_not_renewed", {{"job", std::to_string(job.id.value)}});
    }
}

void Runner::State::plan(db::Connection& connection)
{
    // The steady clock: recurring jobs of a product whose clock stands still are planned, too.
    auto const now = std::chrono::steady_clock::now();
    if (!options.plan || (planned_ && now - *planned_ < options.plan_every))
        return;
    planned_ = now;
    try {
        options.plan(connection);
    } catch (db::Unavailable const&) {
        throw;
    } catch (std::exception const& error) { // leases must be renewed all the same
        log::error("jobs.not_planned", {{"cause", error.what()}});
    }
}

void Runner::State::clear_away(db::Connection& connection)
{
    auto const now = clock.now();
    if (now - cleared_ < std::chrono::hours(1))
        return;
    cleared_ = now;
    log_is_to_be_emptied_ = true;
    auto const done = erase_done_before(connection, now - options.keep_done);
    auto const dead = erase_dead_before(connection, now - options.keep_dead);
    if (done + dead > 0)
        log::info("jobs.cleared_away", {{"done", std::to_string(done)}, {"dead", std::to_string(dead)}});
}

// Whoever erases, at night or by hand: an hour later the log of the database does not tell it any more,
// unless somebody has read all that time. Writers wait for each try, so it is not made often.
void Runner::State::empty_log(db::Connection& connection)
{
    auto const now = std::chrono::steady_clock::now();
    if (!log_is_to_be_emptied_ || now < next_emptying_)
        return;
    next_emptying_ = now + options.empty_log_again;
    try {
        log_is_to_be_emptied_ = !connection.empty_log();
    } catch (db::Unavailable const&) {
        throw;
    } catch (std::exception const& error) { // leases must be renewed all the same
        log::error("jobs.log_not_emptied", {{"cause", error.what()}});
    }
}

// The database may go away for a while (a failover, a full disk): nothing is lost, so wait for it.
template<class Body>
void Runner::State::keep_connected(std::string_view who, Body body)
{
    std::chrono::milliseconds delay(200);
    bool const is_watcher = who == "watcher";
    while (is_watcher ? !workers_gone_ : !stopping_) {
        try {
            auto const connection = db::Connection::open(
                location, {.busy_timeout = longest_wait_for_lock, .application_name = "kommin jobs"});
            delay = std::chrono::milliseconds(200);
            body(*connection);
        } catch (std::exception const& error) {
            log::error("jobs.database", {{"thread", who}, {"cause", error.what()}});
            pause(delay);
            delay = std::min(delay * 2, std::chrono::milliseconds(10'000));
        }
    }
}

void Runner::State::pause(std::chrono::milliseconds time)
{
    if (stopping_) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        return;
    }
    std::unique_lock lock(mutex_);
    stopped_.wait_for(lock, time, [&] { return stopping_.load(); });
}

void Runner::State::add_running(Job const& job)
{
    std::lock_guard const lock(mutex_);
    running_.push_back(job);
}

void Runner::State::remove_running(Job const& job)
{
    std::lock_guard const lock(mutex_);
    std::erase_if(running_, [&](Job const& other) { return other.id == job.id && other.lease == job.lease; });
}

} // namespace kommin::jobs
