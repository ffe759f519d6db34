#include "platform/db/testing.hpp"
#include "platform/jobs/attempt.hpp"
#include "platform/jobs/job_store.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/log/log.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kommin::jobs {
namespace {

using namespace std::chrono_literals;

constexpr TenantId unna{1};
constexpr TenantId soest{2};

class JobQueue : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        log::configure(log::Level::error, {"/dev/null"}); // failures are what is tested here
        db::DatabaseTest::SetUp();
    }
    JobId put(std::string_view kind = "mail", std::string_view payload = "{}", RunAt run_at = {})
    {
        db::Transaction transaction(connection());
        auto const id = enqueue(connection(), clock_, unna, kind, payload, run_at);
        transaction.commit();
        return id;
    }
    int run(Handler handler) { return run_due(connection(), clock_, {{"mail", std::move(handler)}}); }
    Listed load(JobId id) { return find_job(connection(), unna, id).value(); }

    FixedClock clock_{*parse_instant("2026-11-22T12:00:00Z")};
};
KOMMIN_ON_BOTH_ENGINES(JobQueue);

TEST_P(JobQueue, runs_what_was_committed_in_order_of_its_time)
{
    put("mail", R"({"n":2})", RunAt::at(clock_.now() - 1min));
    put("mail", R"({"n":3})");
    put("mail", R"({"n":1})", RunAt::at(clock_.now() - 1h));
    {
        db::Transaction transaction(connection());
        enqueue(connection(), clock_, unna, "mail", R"({"n":99})");
    } // rolled back
    std::string order;
    EXPECT_EQ(run([&](db::Connection&, Job const& job) { order += job.payload; }), 3);
    EXPECT_EQ(order, R"({"n":1}{"n":2}{"n":3})");
    EXPECT_EQ(run([](db::Connection&, Job const&) { FAIL(); }), 0);
    EXPECT_EQ(count_by_state(connection())[State::done], 3);
}

TEST_P(JobQueue, a_job_that_is_done_keeps_no_payload)
{
    auto const id = put("mail", R"({"to":"person@example.org"})");
    run([](db::Connection&, Job const&) { });
    auto const job = load(id);
    EXPECT_EQ(job.state, State::done);
    EXPECT_EQ(job.payload, "{}");
    EXPECT_EQ(job.finished_at, clock_.now());
    EXPECT_EQ(job.attempts, 1);
}

TEST_P(JobQueue, waits_for_the_time_of_a_job)
{
    put("mail", "{}", RunAt::at(clock_.now() + 1h));
    EXPECT_EQ(run([](db::Connection&, Job const&) { }), 0);
    clock_.set(clock_.now() + 1h);
    EXPECT_EQ(run([](db::Connection&, Job const&) { }), 1);
}

TEST_P(JobQueue, the_same_idempotency_key_gives_the_same_job)
{
    db::Transaction transaction(connection());
    auto const first = enqueue(connection(), clock_, unna, "mail", "{}", {}, "form-1");
    auto const again = enqueue(connection(), clock_, unna, "mail", "{}", {}, "form-1");
    auto const other_tenant = enqueue(connection(), clock_, soest, "mail", "{}", {}, "form-1");
    auto const other = enqueue(connection(), clock_, unna, "mail", "{}");
    auto const another = enqueue(connection(), clock_, unna, "mail", "{}");
    transaction.commit();
    EXPECT_EQ(first, again);
    EXPECT_NE(first, other_tenant);
    EXPECT_NE(other, another);
    EXPECT_EQ(run([](db::Connection&, Job const&) { }), 4);
    db::Transaction later(connection());
    EXPECT_EQ(enqueue(connection(), clock_, unna, "mail", "{}", {}, "form-1"), first);
    later.commit();
    EXPECT_EQ(run([](db::Connection&, Job const&) { }), 0);
}

TEST_P(JobQueue, a_failure_is_tried_again_later_and_later_and_then_given_up)
{
    auto const id = put();
    auto const fail = [](db::Connection&, Job const& job) {
        throw std::runtime_error("no mail server at try " + std::to_string(job.attempt));
    };
    std::chrono::milliseconds waited{0};
    for (int attempt = 1; attempt <= 7; ++attempt) {
        EXPECT_EQ(run(fail), 1);
        auto const job = load(id);
        EXPECT_EQ(job.state, State::failed);
        EXPECT_EQ(job.attempts, attempt);
        EXPECT_EQ(job.last_error, "no mail server at try " + std::to_string(attempt));
        auto const wait = job.run_at - clock_.now();
        auto const planned = delay_after(attempt, {});
        EXPECT_GE(wait, planned * 3 / 4);
        EXPECT_LE(wait, planned * 5 / 4);
        EXPECT_EQ(run(fail), 0) << "not before its time";
        waited += planned;
        clock_.set(job.run_at);
    }
    EXPECT_GT(waited, 8h) << "a night without mail server loses nothing";
    EXPECT_EQ(run(fail), 1);
    EXPECT_EQ(load(id).state, State::dead);
    EXPECT_EQ(load(id).last_error, "no mail server at try 8");
    clock_.set(clock_.now() + 24h);
    EXPECT_EQ(run(fail), 0);
}

TEST_P(JobQueue, delays_grow_threefold_up_to_the_longest)
{
    EXPECT_EQ(delay_after(1, {}), 30s);
    EXPECT_EQ(delay_after(2, {}), 90s);
    EXPECT_EQ(delay_after(5, {}), 2430s);
    EXPECT_EQ(delay_after(7, {}), 6h);
    EXPECT_EQ(delay_after(1000, {}), 6h);
}

TEST_P(JobQueue, a_hopeless_job_is_dead_at_once)
{
    auto const id = put();
    EXPECT_EQ(run([](db::Connection&, Job const&) { throw Hopeless("address\xFF refused\0"); }), 1);
    EXPECT_EQ(load(id).state, State::dead);
    EXPECT_EQ(load(id).last_error, "address? refused");
}

TEST_P(JobQueue, a_kind_without_handler_waits_for_a_node_that_knows_it)
{
    auto const id = put("unheard.of");
    EXPECT_EQ(run([](db::Connection&, Job const&) { }), 1);
    EXPECT_EQ(load(id).state, State::failed);
    EXPECT_EQ(load(id).last_error, "no handler for this kind of job");
}

TEST_P(JobQueue, a_list_goes_on_behind_its_last_line_also_where_many_end_at_the_same_time)
{
    constexpr int many = 7;
    for (int i = 0; i < many; ++i)
        put();
    for (auto const order : {Order::time, Order::kind}) {
        for (bool const is_descending : {false, true}) {
            ListQuery query{.state = State::queued, .order = order, .descending = is_descending, .limit = 3};
            std::vector<JobId> seen;
            for (;;) {
                auto const lines = list_jobs(connection(), unna, query);
                for (auto const& line : lines)
                    seen.push_back(line.id);
                if (lines.size() < 3)
                    break;
                query.after = lines.back();
            }
            query.after.reset();
            query.limit = 0;
            std::vector<JobId> all;
            for (auto const& line : list_jobs(connection(), unna, query))
                all.push_back(line.id);
            EXPECT_EQ(all.size(), std::size_t{many});
            EXPECT_EQ(seen, all) << static_cast<int>(order) << is_descending;
        }
    }
}

TEST_P(JobQueue, dead_jobs_are_listed_and_can_be_tried_again_or_discarded)
{
    auto const first = put();
    auto const second = put();
    run([](db::Connection&, Job const&) { throw Hopeless("no"); });
    auto const dead = list_jobs(connection(), unna, State::dead, std::nullopt, 10);
    ASSERT_EQ(dead.size(), 2U);
    EXPECT_EQ(dead[0].id, second);
    EXPECT_EQ(list_jobs(connection(), unna, State::dead, second, 10).size(), 1U);
    EXPECT_TRUE(list_jobs(connection(), soest, State::dead, std::nullopt, 10).empty());

    EXPECT_FALSE(retry(connection(), clock_, soest, first)) << "another tenant's job";
    EXPECT_TRUE(retry(connection(), clock_, unna, first));
    EXPECT_FALSE(retry(connection(), clock_, unna, first)) << "queued already";
    EXPECT_FALSE(discard(connection(), soest, second));
    EXPECT_TRUE(discard(connection(), unna, second));
    EXPECT_FALSE(find_job(connection(), unna, second).has_value());
    EXPECT_EQ(run([](db::Connection&, Job const& job) { EXPECT_EQ(job.attempt, 1); }), 1);
    EXPECT_EQ(load(first).state, State::done);
}

TEST_P(JobQueue, what_is_done_is_erased_after_a_while)
{
    put();
    run([](db::Connection&, Job const&) { });
    auto const waiting = put("mail", "{}", RunAt::at(clock_.now() + 90 * 24h));
    EXPECT_EQ(erase_done_before(connection(), clock_.now()), 0);
    EXPECT_EQ(erase_done_before(connection(), clock_.now() + 1ms), 1);
    EXPECT_TRUE(find_job(connection(), unna, waiting).has_value());
}

TEST_P(JobQueue, what_was_given_up_is_erased_when_nobody_comes_for_it)
{
    auto const id = put();
    run([](db::Connection&, Job const&) { throw Hopeless("no"); });
    EXPECT_EQ(erase_done_before(connection(), clock_.now() + 1ms), 0);
    EXPECT_EQ(erase_dead_before(connection(), clock_.now()), 0);
    EXPECT_EQ(erase_dead_before(connection(), clock_.now() + 1ms), 1);
    EXPECT_FALSE(find_job(connection(), unna, id).has_value());
}

TEST_P(JobQueue, a_handler_may_tie_its_effects_to_the_completion)
{
    auto const id = put();
    run([&](db::Connection& own, Job const& job) {
        db::Transaction transaction(own);
        enqueue(own, clock_, unna, "follow.up", "{}", RunAt::at(clock_.now() + 1h));
        complete(own, clock_, job);
        transaction.commit();
    });
    EXPECT_EQ(load(id).state, State::done);
    EXPECT_EQ(count_by_state(connection())[State::queued], 1);
}

TEST_P(JobQueue, whoever_lost_the_lease_can_neither_complete_nor_spoil_the_job)
{
    auto const id = put();
    int effects = 0;
    run([&](db::Connection& slow, Job const& job) {
        if (job.attempt > 1)
            return;
        clock_.set(clock_.now() + 61s); // the lease of 60 s runs out, a second worker comes
        auto const rival = connect();
        EXPECT_EQ(
            run_due(
                *rival, clock_,
                {{"mail",
                  [&](db::Connection&, Job const& again) {
                      EXPECT_EQ(again.attempt, 2);
                      ++effects;
                  }}}),
            1);
        db::Transaction transaction(slow);
        complete(slow, clock_, job);
        ++effects;
        transaction.commit();
    });
    EXPECT_EQ(effects, 1);
    EXPECT_EQ(load(id).state, State::done);
    EXPECT_EQ(load(id).attempts, 2);
}

TEST_P(JobQueue, a_job_that_brings_down_every_worker_is_given_up)
{
    auto const id = put();
    for (int i = 1; i <= 8; ++i) {
        // Taken by a worker of which nothing is heard again.
        ASSERT_EQ(take_due_job(connection(), clock_, {}).value().attempt, i);
        clock_.set(clock_.now() + 60s);
        EXPECT_EQ(take_back_expired(connection(), clock_.now(), {}), 0) << "the lease still holds";
        clock_.set(clock_.now() + 1ms);
        EXPECT_EQ(take_back_expired(connection(), clock_.now(), {}), 1);
        EXPECT_EQ(load(id).state, i < 8 ? State::failed : State::dead);
        EXPECT_EQ(load(id).last_error, "the worker vanished (lease expired)");
    }
    EXPECT_EQ(run([](db::Connection&, Job const&) { FAIL(); }), 0);
}

TEST(JobState, has_a_stable_word)
{
    for (auto const state : {State::queued, State::running, State::done, State::failed, State::dead}) {
        State read = State::queued;
        EXPECT_TRUE(from_text(to_text(state), read));
        EXPECT_EQ(read, state);
    }
    State state = State::done;
    EXPECT_FALSE(from_text("Done", state));
}

}
} // namespace kommin::jobs
