#include "app/worker.hpp"

#include "app/modules.hpp"
#include "platform/log/log.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace kommin::app {

void work(Settings const& settings, db::Location const& location, Clock const& clock)
{
    // Blocked before the runner starts its threads, which inherit it: the signal waits for us.
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    pthread_sigmask(SIG_BLOCK, &stop, nullptr);

    jobs::Bell bell;
    Signals const signals{.bell = &bell};
    auto const jobs = jobs_of(all_modules(settings), clock, signals);
    jobs::Runner runner(location, clock, bell, jobs.handlers(), runner_options(jobs));
    std::puts("Kommin: doing jobs");
    std::fflush(stdout);
    int received = 0;
    sigwait(&stop, &received);
    wait_or_exit(std::async(std::launch::async, [&] { runner.stop(); }));
}

jobs::RunnerOptions runner_options(JobRules const& rules)
{
    jobs::RunnerOptions options;
    options.long_kinds = rules.long_kinds();
    options.plan = [&rules](db::Connection& connection) { rules.plan(connection); };
    return options;
}

void wait_or_exit(std::future<void> const& ended)
{
    constexpr std::chrono::seconds longest_end{5}; // the server's own grace time comes before it
    if (ended.wait_for(longest_end) == std::future_status::ready)
        return;
    log::warning("jobs.left_behind");
    std::fflush(stdout);
    std::_Exit(EXIT_SUCCESS);
}

} // namespace kommin::app
