#include "platform/db/testing.hpp"
#include "platform/jobs/runner.hpp"
#include "platform/log/log.hpp"

#include <gtest/gtest.h>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace kommin::jobs {
namespace {

using namespace std::chrono_literals;

constexpr TenantId runner_tenant{1};

// Set in the child process of a_killed_workers_job…: the database to work on and the file to write to.
constexpr auto worker_location = "KOMMIN_TEST_WORKER_LOCATION";
constexpr auto worker_file = "KOMMIN_TEST_WORKER_FILE";

// A process of its own, not a fork: SQLite must not be carried into a child.
pid_t start_worker_process(db::Location const& location, std::string const& started)
{
    setenv(worker_location, location.target.c_str(), 1);
    setenv(worker_file, started.c_str(), 1);
    char program[] = "/proc/self/exe";
    char* const arguments[] = {program, nullptr};
    pid_t child = 0;
    if (posix_spawn(&child, program, nullptr, nullptr, arguments, environ) != 0)
        child = -1;
    unsetenv(worker_location);
    unsetenv(worker_file);
    return child;
}

// Begins a job, says so, and never ends it.
[[noreturn]] void be_worker_process(std::string const& target, std::string const& started)
{
    Bell bell;
    SystemClock const clock;
    auto const begin = [&](db::Connection&, Job const&) {
        std::ofstream(started) << "x";
        std::this_thread::sleep_for(1h);
    };
    Runner const runner(
        db::Location::parse(target).value(), clock, bell, {{"mail", begin}},
        {.threads = 1, .policy = {.lease = 2s}, .poll = 20ms});
    std::this_thread::sleep_for(1h);
    std::abort();
}

// Before main, because gtest's own main knows nothing of workers.
[[maybe_unused]] bool const is_test_process = [] {
    auto const* const target = std::getenv(worker_location);
    auto const* const file = std::getenv(worker_file);
    if (target != nullptr && file != nullptr)
        be_worker_process(target, file);
    return true;
}();

class JobRunner : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        log::configure(log::Level::error, {"/dev/null"}); // failures are what is tested here
        db::DatabaseTest::SetUp();
    }
    void put(std::string_view payload = "{}", RunAt run_at = {})
    {
        db::Transaction transaction(connection());
        enqueue(connection(), clock_, runner_tenant, "mail", payload, run_at);
        transaction.commit();
        bell_.ring();
    }
    // At most ten seconds: slow machines pass, a hanging runner fails.
    bool wait_until(std::function<bool()> const& reached)
    {
        for (int i = 0; i < 1000; ++i) {
            if (reached())
                return true;
            std::this_thread::sleep_for(10ms);
        }
        return false;
    }
    bool wait_for_count(State state, std::int64_t count)
    {
        return wait_until([&] { return count_by_state(connection())[state] == count; });
    }

    SystemClock clock_;
    Bell bell_;
};
KOMMIN_ON_BOTH_ENGINES(JobRunner);

TEST_P(JobRunner, a_try_that_used_up_its_time_can_still_say_how_it_ended)
{
    put();
    put(R"({"to":"nobody"})");
    // Whatever the handler does, its time is over when it has done it.
    Runner const runner(
        database().location(), clock_, bell_,
        {{"mail",
          [](db::Connection&, Job const& job) {
              if (job.payload != "{}")
                  throw Hopeless("no such street");
          }}},
        {.threads = 1, .policy = {.longest_try = 0s}, .poll = 20ms});
    EXPECT_TRUE(wait_for_count(State::done, 1));
    EXPECT_TRUE(wait_for_count(State::dead, 1));
}

// PostgreSQL's log is its operator's.
TEST(JobRunnerOnSqlite, what_was_erased_does_not_stay_in_the_log_of_the_database)
{
    db::TestDatabase const database(db::Engine::sqlite);
    auto const connection = database.connect();
    std::string const secret = "Frau Mustermann, Musterweg 1";
    auto const is_told = [&] {
        auto const command = "grep -q '" + secret + "' " + database.directory() + "/*";
        return std::system(command.c_str()) == 0;
    };
    SystemClock const clock;
    {
        db::Transaction transaction(*connection);
        enqueue(*connection, clock, runner_tenant, "mail", R"({"to":")" + secret + "\"}");
        transaction.commit();
    }
    connection->execute("DELETE FROM jobs");
    ASSERT_TRUE(is_told());
    Bell bell;
    // A worker that reads may be in the way of each try: on a busy machine the first one failed.
    Runner const runner(
        database.location(), clock, bell, {}, {.threads = 1, .poll = 20ms, .empty_log_again = 20ms});
    for (int i = 0; i < 1000 && is_told(); ++i)
        std::this_thread::sleep_for(10ms);
    EXPECT_FALSE(is_told());
}

TEST_P(JobRunner, what_takes_long_keeps_no_mail_waiting)
{
    std::mutex mutex;
    std::condition_variable changed;
    bool is_over = false;
    std::atomic<int> running = 0;
    std::atomic<int> most_at_once = 0;
    auto const translate = [&](db::Connection&, Job const&) {
        most_at_once = std::max(most_at_once.load(), ++running);
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return is_over; });
        --running;
    };
    {
        db::Transaction transaction(connection());
        for (int i = 0; i < 3; ++i)
            enqueue(connection(), clock_, runner_tenant, "translate", "{}");
        transaction.commit();
    }
    Runner const runner(
        database().location(), clock_, bell_,
        {{"translate", translate}, {"mail", [](db::Connection&, Job const&) { }}},
        {.threads = 2, .long_kinds = {"translate"}, .poll = 20ms});
    EXPECT_TRUE(wait_until([&] { return running == 1; }));
    for (int i = 0; i < 3; ++i)
        put();
    EXPECT_TRUE(wait_for_count(State::done, 3)) << "the mails";
    {
        std::lock_guard const lock(mutex);
        is_over = true;
    }
    changed.notify_all();
    EXPECT_TRUE(wait_for_count(State::done, 6));
    EXPECT_EQ(most_at_once, 1);
}

TEST_P(JobRunner, does_jobs_as_they_come)
{
    std::atomic<int> count = 0;
    Runner runner(
        database().location(), clock_, bell_, {{"mail", [&](db::Connection&, Job const&) { ++count; }}},
        {.threads = 2, .poll = 50ms});
    for (int i = 0; i < 20; ++i)
        put();
    EXPECT_TRUE(wait_for_count(State::done, 20));
    EXPECT_EQ(count, 20);
}

TEST_P(JobRunner, a_ring_wakes_it_long_before_the_next_look)
{
    std::atomic<int> count = 0;
    Runner runner(
        database().location(), clock_, bell_, {{"mail", [&](db::Connection&, Job const&) { ++count; }}},
        {.threads = 1, .poll = 1h});
    std::this_thread::sleep_for(100ms); // by now it waits
    put();
    EXPECT_TRUE(wait_until([&] { return count == 1; }));
}

TEST_P(JobRunner, looks_by_itself_where_nobody_rings)
{
    Runner runner(
        database().location(), clock_, bell_, {{"mail", [](db::Connection&, Job const&) { }}},
        {.threads = 1, .poll = 20ms});
    std::this_thread::sleep_for(50ms);
    {
        db::Transaction transaction(connection());
        enqueue(connection(), clock_, runner_tenant, "mail", "{}", RunAt::at(clock_.now() + 100ms));
        transaction.commit();
    }
    EXPECT_TRUE(wait_for_count(State::done, 1));
}

// Each runner has its own bell, as on four nodes.
TEST_P(JobRunner, four_runners_never_do_one_job_twice_at_the_same_time)
{
    constexpr int jobs = 150;
    for (int i = 0; i < jobs; ++i)
        put("{\"n\":" + std::to_string(i) + "}");
    std::mutex mutex;
    std::set<std::int64_t> running;
    std::map<std::int64_t, int> times;
    int doubles = 0;
    Handlers const handlers{{"mail", [&](db::Connection&, Job const& job) {
                                 {
                                     std::lock_guard const lock(mutex);
                                     doubles += running.insert(job.id.value).second ? 0 : 1;
                                     ++times[job.id.value];
                                 }
                                 std::this_thread::sleep_for(1ms);
                                 if (job.attempt == 1 && job.id.value % 10 == 0)
                                     throw std::runtime_error("once more");
                                 std::lock_guard const lock(mutex);
                                 running.erase(job.id.value);
                             }}};
    auto const forgiving = [&](db::Connection& own, Job const& job) {
        try {
            handlers.at("mail")(own, job);
        } catch (...) {
            std::lock_guard const lock(mutex);
            running.erase(job.id.value);
            throw;
        }
    };
    Bell bells[4];
    std::vector<std::unique_ptr<Runner>> runners;
    for (auto& bell : bells)
        runners.push_back(std::make_unique<Runner>(
            database().location(), clock_, bell, Handlers{{"mail", forgiving}},
            RunnerOptions{.threads = 2, .policy = {.first_delay = 0s}, .poll = 20ms}));
    EXPECT_TRUE(wait_for_count(State::done, jobs));
    runners.clear();
    EXPECT_EQ(doubles, 0);
    EXPECT_EQ(times.size(), static_cast<std::size_t>(jobs));
    int total = 0;
    for (auto const& [id, count] : times)
        total += count;
    EXPECT_EQ(total, jobs + jobs / 10);
}

TEST_P(JobRunner, stopping_waits_for_the_running_job_and_takes_no_more)
{
    std::atomic<bool> started = false;
    std::atomic<bool> finished = false;
    Runner runner(
        database().location(), clock_, bell_,
        {{"mail",
          [&](db::Connection&, Job const&) {
              started = true;
              std::this_thread::sleep_for(200ms);
              finished = true;
          }}},
        {.threads = 1, .poll = 10ms});
    put();
    put();
    ASSERT_TRUE(wait_until([&] { return started.load(); }));
    runner.stop();
    EXPECT_TRUE(finished);
    runner.stop();
    auto counts = count_by_state(connection());
    EXPECT_EQ(counts[State::done], 1);
    EXPECT_EQ(counts[State::queued], 1);
}

TEST_P(JobRunner, keeps_the_lease_of_a_long_job)
{
    std::atomic<int> starts = 0;
    Handlers const handlers{{"mail", [&](db::Connection&, Job const&) {
                                 ++starts;
                                 std::this_thread::sleep_for(3500ms); // the lease is one second
                             }}};
    RunnerOptions const options{.threads = 1, .policy = {.lease = 1s}, .poll = 20ms};
    Bell other_bell;
    put();
    Runner const runner(database().location(), clock_, bell_, handlers, options);
    Runner const rival(database().location(), clock_, other_bell, handlers, options);
    EXPECT_TRUE(wait_for_count(State::done, 1));
    EXPECT_EQ(starts, 1);
}

TEST_P(JobRunner, a_killed_workers_job_is_taken_again_when_its_lease_runs_out)
{
    put();
    auto const started = database().directory() + "/started";
    auto const child = start_worker_process(database().location(), started);
    ASSERT_GT(child, 0);
    bool const was_started = wait_until([&] { return std::ifstream(started).good(); });
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    ASSERT_TRUE(was_started);
    EXPECT_EQ(count_by_state(connection())[State::running], 1);

    std::atomic<int> attempt = 0;
    Runner const runner(
        database().location(), clock_, bell_,
        {{"mail", [&](db::Connection&, Job const& job) { attempt = job.attempt; }}},
        {.threads = 1, .policy = {.lease = 2s}, .poll = 20ms});
    EXPECT_TRUE(wait_for_count(State::done, 1));
    EXPECT_EQ(attempt, 2);
}

TEST_P(JobRunner, a_ring_between_looking_and_waiting_is_not_lost)
{
    Bell bell;
    auto const heard = bell.strokes();
    bell.ring();
    auto const begin = std::chrono::steady_clock::now();
    bell.wait(heard, 1h);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 10min);
}

TEST_P(JobRunner, plans_at_the_start_and_then_regularly_whatever_comes_of_it)
{
    std::atomic<int> plans = 0;
    Runner runner(
        database().location(), clock_, bell_, {{"mail", [](db::Connection&, Job const&) {}}},
        {.threads = 1,
         .poll = 1h,
         .plan =
             [&](db::Connection& own) {
                 EXPECT_FALSE(own.in_transaction());
                 if (++plans % 2 == 1)
                     throw std::runtime_error("a tenant without a time zone");
             },
         .plan_every = 20ms});
    EXPECT_TRUE(wait_until([&] { return plans >= 4; }));
    put();
    EXPECT_TRUE(wait_for_count(State::done, 1));
}

TEST_P(JobRunner, does_not_plan_more_often_than_told)
{
    std::atomic<int> plans = 0;
    Runner runner(
        database().location(), clock_, bell_, {},
        {.threads = 1, .poll = 1ms, .plan = [&](db::Connection&) { ++plans; }, .plan_every = 1h});
    EXPECT_TRUE(wait_until([&] { return plans == 1; }));
    std::this_thread::sleep_for(100ms);
    EXPECT_EQ(plans, 1);
}

TEST_P(JobRunner, waits_for_a_database_that_is_not_there)
{
    auto location = database().location();
    location.target = connection().engine() == db::Engine::sqlite
        ? database().directory() + "/missing/kommin.sqlite"
        : "postgresql://nobody@127.0.0.1:1/none";
    Runner runner(location, clock_, bell_, {}, {.threads = 2, .poll = 10ms});
    std::this_thread::sleep_for(300ms);
    auto const begin = std::chrono::steady_clock::now();
    runner.stop();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 30s);
}

}
} // namespace kommin::jobs
