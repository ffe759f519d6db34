#pragma once
// Runner: the threads that do the jobs.

#include "platform/db/location.hpp"
#include "platform/jobs/bell.hpp"
#include "platform/jobs/jobs.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace kommin::jobs {

struct RunnerOptions {
    int threads = 2;
    // What may take minutes. With two threads and more one of them leaves it alone, so that no mail waits for
    // it.
    std::vector<std::string> long_kinds = {};
    Policy policy = {};
    std::chrono::milliseconds poll{1000}; // for jobs whose time comes, and when nobody rang
    std::chrono::milliseconds empty_log_again{30'000}; // after a try that a reader was in the way of
    std::chrono::hours keep_done{30 * 24};
    std::chrono::hours keep_dead{90 * 24}; // what nobody has repeated by then
    // Enqueues what recurs; called at the start and then this often, on a connection of the runner.
    std::function<void(db::Connection&)> plan = {};
    std::chrono::milliseconds plan_every{60'000};
};

// N worker threads and one watcher, each with a connection of its own. The watcher listens for news of other
// nodes, renews the leases of running jobs, takes back those of crashed workers, plans what recurs and clears
// away what is done.
// Several runners, in one process or on many nodes, share one queue. A database that goes away is waited for.
class Runner {
public:
    // Starts at once. `clock` and `bell` must outlive the runner. Handlers run on several threads at a time.
    Runner(
        db::Location location, Clock const& clock, Bell& bell, Handlers handlers, RunnerOptions options = {});
    Runner(Runner const&) = delete;
    Runner& operator=(Runner const&) = delete;
    ~Runner(); // stops

    // Takes no new jobs, lets the running handlers finish, joins the threads. Idempotent.
    void stop();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace kommin::jobs
