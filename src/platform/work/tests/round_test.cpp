#include "platform/db/testing.hpp"
#include "platform/log/log.hpp"
#include "platform/work/round.hpp"
#include "platform/work/use_case.hpp"

#include <gmock/gmock.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace kommin {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Twenty seats, three at a time.
class RoundTest : public db::DatabaseTest {
protected:
    static constexpr TenantId tenant{1};
    static constexpr std::string_view kind = "seats.counted";

    void SetUp() override
    {
        log::configure(log::Level::error, {"/dev/null"}); // failures are what is tested here
        db::DatabaseTest::SetUp();
        connection().execute("CREATE TABLE seats (seat BIGINT NOT NULL)");
        connection().execute("CREATE TABLE counted (seat BIGINT NOT NULL)");
        for (std::int64_t seat = 1; seat <= 20; ++seat)
            connection().execute("INSERT INTO seats (seat) VALUES (?)", seat);
    }
    Result<std::optional<std::int64_t>> count_some(WorkContext const& context, std::int64_t after)
    {
        begun_.push_back(after);
        auto const seats = read_only(context, [&](db::Connection& db) {
            return db.list<std::int64_t>(
                "SELECT seat FROM seats WHERE seat > ? ORDER BY seat LIMIT 3", after);
        });
        TRY(run_use_case(context, [&](Work& work) -> Result<void> {
            for (auto const seat : seats) {
                auto const known
                    = work.db().load<std::int64_t>("SELECT count(*) FROM counted WHERE seat = ?", seat);
                if (known == 0)
                    work.db().execute("INSERT INTO counted (seat) VALUES (?)", seat);
                if (seat == killed_at_)
                    throw std::runtime_error("killed");
            }
            return {};
        }));
        return seats.size() == 3 ? std::optional(seats.back()) : std::nullopt;
    }
    JobRules rules(std::chrono::milliseconds longest_turn)
    {
        auto const batch
            = [this](WorkContext const& context, std::int64_t after) { return count_some(context, after); };
        return {
            {round_job(kind, batch, {}, longest_turn)},
            {daily_round("seats.nightly", i18n::TimeOfDay::at(3), kind, {})},
            {.clock = clock_,
             .signals = no_signals,
             .list_tenants = [](db::Connection&) { return std::vector{tenant}; },
             .find_zone = [](db::Connection&, TenantId) { return i18n::Zone::find("Europe/Berlin"); }}};
    }
    std::vector<std::int64_t> counted()
    {
        return connection().list<std::int64_t>("SELECT seat FROM counted ORDER BY seat");
    }
    std::vector<std::int64_t> first_seats(std::int64_t count)
    {
        return connection().list<std::int64_t>("SELECT seat FROM seats WHERE seat <= ? ORDER BY seat", count);
    }
    std::vector<std::string> payloads(jobs::State state)
    {
        std::vector<std::string> payloads;
        for (auto const& job : jobs::list_jobs(connection(), tenant, state, std::nullopt, 100)) {
            if (job.kind == kind)
                payloads.push_back(job.payload);
        }
        return payloads;
    }
    void night(JobRules const& all)
    {
        all.plan(connection());
        clock_.set(*parse_instant("2026-11-24T02:00:00Z"));
        all.run_due(connection());
    }

    FixedClock clock_{*parse_instant("2026-11-23T09:00:00Z")};
    std::int64_t killed_at_ = 0;
    std::vector<std::int64_t> begun_;
};
KOMMIN_ON_BOTH_ENGINES(RoundTest);

TEST_P(RoundTest, a_round_sees_everything_once_piece_by_piece)
{
    night(rules(20s));
    EXPECT_EQ(counted(), first_seats(20));
    EXPECT_THAT(begun_, ElementsAre(0, 3, 6, 9, 12, 15, 18));
    EXPECT_EQ(payloads(jobs::State::done).size(), 1U) << "one job, as long as it takes no longer than a turn";
}

TEST_P(RoundTest, after_a_turn_another_job_goes_on)
{
    night(rules(0ms));
    EXPECT_EQ(counted(), first_seats(20));
    EXPECT_THAT(begun_, ElementsAre(0, 3, 6, 9, 12, 15, 18));
    EXPECT_EQ(payloads(jobs::State::done).size(), 7U);
}

TEST_P(RoundTest, what_is_cut_in_the_middle_is_done_again_and_nothing_counts_twice)
{
    killed_at_ = 11;
    auto const all = rules(0ms);
    night(all);
    EXPECT_EQ(counted(), first_seats(9)) << "nothing of the batch that was cut";
    EXPECT_EQ(payloads(jobs::State::failed).size(), 1U);
    killed_at_ = 0;
    begun_.clear();
    clock_.set(clock_.now() + 1h);
    all.run_due(connection());
    EXPECT_EQ(counted(), first_seats(20));
    EXPECT_THAT(begun_, ElementsAre(9, 12, 15, 18)) << "not from the beginning";
    EXPECT_THAT(payloads(jobs::State::failed), IsEmpty());
}

TEST_P(RoundTest, a_turn_that_is_cut_begins_anew)
{
    killed_at_ = 11;
    auto const all = rules(20s);
    night(all);
    EXPECT_EQ(counted(), first_seats(9)) << "each batch is stored by itself";
    killed_at_ = 0;
    begun_.clear();
    clock_.set(clock_.now() + 1h);
    all.run_due(connection());
    EXPECT_EQ(counted(), first_seats(20));
    EXPECT_THAT(begun_, ElementsAre(0, 3, 6, 9, 12, 15, 18));
}

TEST_P(RoundTest, a_batch_may_know_in_which_round_it_is)
{
    std::vector<std::int64_t> rounds;
    BatchOfRound const batch = [&](WorkContext const&, jobs::JobId round, std::int64_t after) {
        rounds.push_back(round.value);
        return Result<std::optional<std::int64_t>>(after < 2 ? std::optional(after + 1) : std::nullopt);
    };
    auto const rule = round_job(kind, batch, {}, 0ms);
    JobRules const all(
        {rule}, {daily_round("seats.nightly", i18n::TimeOfDay::at(3), kind, {})},
        {.clock = clock_,
         .signals = no_signals,
         .list_tenants = [](db::Connection&) { return std::vector{tenant}; },
         .find_zone = [](db::Connection&, TenantId) { return i18n::Zone::find("Europe/Berlin"); }});
    night(all);
    ASSERT_EQ(rounds.size(), 3U);
    EXPECT_EQ(rounds, std::vector(3, rounds.front())) << "in all turns the same";
    clock_.set(clock_.now() + 24h);
    all.run_due(connection());
    ASSERT_EQ(rounds.size(), 6U);
    EXPECT_NE(rounds.back(), rounds.front()) << "and another one in the next night";
}

// A worker was thought to be gone, and was not: both go on, and what follows is planned once.
TEST_P(RoundTest, a_turn_that_is_done_twice_has_one_that_follows)
{
    auto const all = rules(0ms);
    jobs::Job const job{.id = jobs::JobId{7}, .tenant = tenant, .kind = std::string(kind), .payload = "{}"};
    all.handlers().at(job.kind)(connection(), job);
    all.handlers().at(job.kind)(connection(), job);
    EXPECT_THAT(payloads(jobs::State::queued), ElementsAre(R"({"round":"7","turn":"1","after":"3"})"));
}

}
} // namespace kommin
