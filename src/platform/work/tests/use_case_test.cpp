#include "platform/db/testing.hpp"
#include "platform/work/use_case.hpp"

#include <gtest/gtest.h>

#include <array>
#include <barrier>
#include <cstdint>
#include <future>
#include <stdexcept>
#include <thread>

namespace kommin {
namespace {

using namespace std::chrono_literals;

constexpr TenantId tenant_of_use_case{1};

class UseCase : public db::DatabaseTest {
protected:
    WorkContext context(db::Connection& connection)
    {
        return {connection, tenant_of_use_case, Actor::system(), clock_, i18n::Zone::berlin(), no_signals};
    }
    WorkContext context() { return context(connection()); }
    static void publish_first_version(Work& work)
    {
        work.db().execute(
            "INSERT INTO published_versions (tenant_id, module, version) VALUES (?, 'portal', 1)",
            work.tenant());
    }
    std::int64_t entries() { return audit::head(connection(), tenant_of_use_case).sequence; }

    FixedClock clock_{*parse_instant("2026-07-14T22:30:00Z")};
};
KOMMIN_ON_BOTH_ENGINES(UseCase);

TEST_P(UseCase, commits_a_value)
{
    auto const result = run_use_case(context(), [](Work& work) -> Result<int> {
        work.audit("a.b", "offer", 1);
        return 7;
    });
    EXPECT_EQ(*result, 7);
    EXPECT_EQ(entries(), 1);
}

TEST_P(UseCase, a_problem_leaves_no_trace)
{
    auto const result = run_use_case(context(), [](Work& work) -> Result<void> {
        publish_first_version(work);
        work.audit("a.b", "offer", 1);
        return Problem::invalid("title", "general.unknown"_msg);
    });
    EXPECT_EQ(result.problem().field, "title");
    EXPECT_EQ(published_versions(connection(), tenant_of_use_case), PublishedVersions());
    EXPECT_EQ(entries(), 0);
}

TEST_P(UseCase, begins_again_when_somebody_else_was_first_and_leaves_one_trace)
{
    int calls = 0;
    auto const result = run_use_case(context(), [&](Work& work) -> Result<void> {
        work.audit("a.b", "offer", 1);
        work.enqueue("mail", "{}");
        if (++calls < 3)
            throw db::SerializationConflict("somebody else was first");
        return {};
    });
    EXPECT_TRUE(result);
    EXPECT_EQ(calls, 3);
    EXPECT_EQ(entries(), 1);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM jobs"), 1);
}

TEST_P(UseCase, gives_up_after_three_tries)
{
    int calls = 0;
    EXPECT_THROW(
        (void)run_use_case(
            context(),
            [&](Work&) -> Result<void> {
                ++calls;
                throw db::SerializationConflict("somebody else was first");
            }),
        db::SerializationConflict);
    EXPECT_EQ(calls, 3);
    EXPECT_FALSE(connection().in_transaction());
}

TEST_P(UseCase, outlasts_a_lock_that_is_held_longer_than_one_wait)
{
    auto const rival = connect();
    auto lock = std::make_unique<db::Transaction>(*rival);
    rival->execute(
        "INSERT INTO published_versions (tenant_id, module, version) VALUES (?, 'portal', 7)",
        tenant_of_use_case);
    auto const patient = connect({.busy_timeout = 300ms});
    auto done = std::async(std::launch::async, [&] {
        return run_use_case(context(*patient), [](Work& work) -> Result<void> {
            work.publish("portal");
            return {};
        });
    });
    std::this_thread::sleep_for(450ms); // into the second try
    lock.reset();
    EXPECT_TRUE(done.get());
    EXPECT_EQ(published_versions(connection(), tenant_of_use_case), PublishedVersions({{"portal", 1}}));
}

TEST_P(UseCase, a_named_constraint_becomes_its_problem)
{
    auto const publish = [&](Conflicts conflicts) {
        return run_use_case(
            context(),
            [](Work& work) -> Result<void> {
                publish_first_version(work);
                return {};
            },
            conflicts);
    };
    EXPECT_TRUE(publish({}));
    auto const second
        = publish({{"published_versions_module", Problem::conflict("version", "general.unknown"_msg)}});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.problem().kind, ProblemKind::conflict);
    EXPECT_THROW((void)publish({}), db::ConstraintViolation) << "nobody has thought of this one";
    EXPECT_THROW(
        (void)publish({{"another_name", Problem::conflict("version", "general.unknown"_msg)}}),
        db::ConstraintViolation);
    EXPECT_FALSE(connection().in_transaction());
}

TEST_P(UseCase, of_two_people_at_once_one_gets_the_last_seat)
{
    // No unique index helps: that a seat is free is what each has read.
    connection().execute("CREATE TABLE seats (round INTEGER NOT NULL, guest INTEGER NOT NULL)");
    auto const take_seat = [this](db::Connection& own, int round, int guest) {
        return run_use_case(context(own), [&](Work& work) -> Result<void> {
            if (work.db().load<std::int64_t>("SELECT count(*) FROM seats WHERE round = ?", round) > 0)
                return Problem::conflict("seat", "general.unknown"_msg);
            std::this_thread::sleep_for(1ms); // as long as the rules think about it
            work.db().execute("INSERT INTO seats (round, guest) VALUES (?, ?)", round, guest);
            return {};
        });
    };
    constexpr int rounds = 50;
    auto const rival = connect({.busy_timeout = 1min});
    auto const own = connect({.busy_timeout = 1min});
    std::barrier start(2);
    std::array<int, 2> taken{};
    auto const take_seats = [&](db::Connection& mine, int guest) {
        for (int round = 0; round < rounds; ++round) {
            start.arrive_and_wait();
            try {
                taken[static_cast<std::size_t>(guest)] += take_seat(mine, round, guest) ? 1 : 0;
            } catch (std::exception const& error) { // the other one waits at the start
                ADD_FAILURE() << error.what();
            }
        }
    };
    auto other = std::async(std::launch::async, [&] { take_seats(*rival, 1); });
    take_seats(*own, 0);
    other.get();
    EXPECT_EQ(taken[0] + taken[1], rounds);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM seats"), rounds);
}

TEST_P(UseCase, gives_up_waiting_for_another_of_its_tenant_but_a_server_lets_other_tenants_pass)
{
    Work const open(context());
    auto const hasty = connect({.busy_timeout = 50ms});
    int calls = 0;
    auto const count = [&](Work&) -> Result<void> {
        ++calls;
        return {};
    };
    EXPECT_THROW((void)run_use_case(context(*hasty), count), db::Busy);
    EXPECT_EQ(calls, 0);
    if (connection().engine() == db::Engine::postgres) {
        auto other_tenant = context(*hasty);
        other_tenant.tenant = TenantId{2};
        EXPECT_TRUE(run_use_case(other_tenant, count));
        EXPECT_EQ(calls, 1);
    }
}

TEST_P(UseCase, any_other_exception_rolls_back_and_goes_on)
{
    EXPECT_THROW(
        (void)run_use_case(
            context(),
            [](Work& work) -> Result<void> {
                publish_first_version(work);
                throw std::runtime_error("a bug");
            }),
        std::runtime_error);
    EXPECT_EQ(published_versions(connection(), tenant_of_use_case), PublishedVersions());
}

}
} // namespace kommin
