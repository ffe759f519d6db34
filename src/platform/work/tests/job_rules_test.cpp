#include "platform/db/testing.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/log/log.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/use_case.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <future>
#include <map>
#include <stdexcept>

namespace kommin {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using SeatId = StrongId<struct SeatTag>;
using TimesByTenant = std::map<std::int64_t, std::vector<std::string>>;
using jobs::State;

constexpr TenantId district{1};

class JobRulesTest : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        log::configure(log::Level::error, {"/dev/null"}); // failures are what is tested here
        db::DatabaseTest::SetUp();
        connection().execute("CREATE TABLE seats (seat BIGINT NOT NULL)");
    }
    JobEnvironment environment()
    {
        return {
            .clock = clock_,
            .signals = no_signals,
            .list_tenants = [this](db::Connection&) { return tenants_; },
            .find_zone = [this](db::Connection&, TenantId tenant) -> std::optional<i18n::Zone> {
                if (tenant == broken_)
                    throw std::runtime_error("unknown time zone");
                if (std::ranges::find(tenants_, tenant) == tenants_.end())
                    return std::nullopt;
                return i18n::Zone::find("Europe/Berlin");
            }};
    }
    JobRules rules(std::vector<JobRule> const& rules, std::vector<RecurringRule> recurring = {})
    {
        return {rules, std::move(recurring), environment()};
    }
    jobs::JobId put(std::string_view payload = R"({"seat":7})", TenantId tenant = district)
    {
        db::Transaction transaction(connection());
        auto const id = jobs::enqueue(connection(), clock_, tenant, "seat", payload);
        transaction.commit();
        return id;
    }
    jobs::Listed load(jobs::JobId id, TenantId tenant = district)
    {
        return jobs::find_job(connection(), tenant, id).value();
    }
    std::vector<std::int64_t> seats() { return connection().list<std::int64_t>("SELECT seat FROM seats"); }
    static void take_seat(Work& work, JobOrder const& order)
    {
        work.db().execute("INSERT INTO seats (seat) VALUES (?)", order.id<SeatId>("seat"));
        work.audit("seat.taken", "seat", order.id<SeatId>("seat"));
    }
    // When the jobs that recur will run, by tenant.
    TimesByTenant planned()
    {
        TimesByTenant times;
        for (auto const tenant : tenants_) {
            for (auto const& job : jobs::list_jobs(connection(), tenant, State::queued, std::nullopt, 10))
                times[tenant.value].push_back(to_iso(job.run_at));
        }
        return times;
    }
    void set_clock(std::string_view time) { clock_.set(*parse_instant(time)); }

    FixedClock clock_{*parse_instant("2026-11-23T09:00:00Z")};
    std::vector<TenantId> tenants_{district};
    TenantId broken_;
    int nights_ = 0;
    RecurringRule const nightly_{"nightly", i18n::TimeOfDay::at(3), [this](Work&) -> Result<void> {
                                     ++nights_;
                                     return {};
                                 }};
};
KOMMIN_ON_BOTH_ENGINES(JobRulesTest);

TEST_P(JobRulesTest, what_a_rule_writes_and_the_mark_are_one)
{
    bool is_broken = true;
    auto const all = rules({{"seat", [&](Work& work, JobOrder const& order) -> Result<void> {
                                 EXPECT_EQ(work.actor().code(), "system");
                                 take_seat(work, order);
                                 if (is_broken)
                                     throw std::runtime_error("a bug");
                                 return {};
                             }}});
    auto const id = put();
    EXPECT_EQ(all.run_due(connection()), 1);
    EXPECT_EQ(load(id).state, State::failed);
    EXPECT_EQ(load(id).last_error, "a bug");
    EXPECT_FALSE(load(id).error_is_told) << "for us, not for people";
    EXPECT_THAT(seats(), IsEmpty());
    EXPECT_EQ(audit::head(connection(), district).sequence, 0);

    is_broken = false;
    clock_.set(load(id).run_at);
    EXPECT_EQ(all.run_due(connection()), 1);
    EXPECT_EQ(load(id).state, State::done);
    EXPECT_THAT(seats(), ElementsAre(7));
    EXPECT_EQ(audit::head(connection(), district).sequence, 1);
}

TEST_P(JobRulesTest, whoever_lost_the_lease_leaves_nothing_behind)
{
    auto const all = rules({{"seat", [](Work& work, JobOrder const& order) -> Result<void> {
                                 take_seat(work, order);
                                 work.db().execute("UPDATE jobs SET leases = leases + 1"); // as if taken anew
                                 return {};
                             }}});
    auto const id = put();
    EXPECT_EQ(all.run_due(connection()), 1);
    EXPECT_EQ(load(id).state, State::running) << "in the hands of the other worker";
    EXPECT_THAT(seats(), IsEmpty());
}

TEST_P(JobRulesTest, a_rule_begins_again_when_somebody_else_was_first)
{
    int calls = 0;
    auto const all = rules({{"seat", [&](Work& work, JobOrder const& order) -> Result<void> {
                                 take_seat(work, order);
                                 if (++calls < 3)
                                     throw db::SerializationConflict("somebody else was first");
                                 return {};
                             }}});
    auto const id = put();
    EXPECT_EQ(all.run_due(connection()), 1);
    EXPECT_EQ(load(id).state, State::done);
    EXPECT_EQ(calls, 3);
    EXPECT_THAT(seats(), ElementsAre(7));
}

TEST_P(JobRulesTest, a_problem_ends_the_job_with_its_text)
{
    auto const problem = Problem::conflict("seat", "general.unknown"_msg);
    auto const all = rules({{"seat", [&](Work& work, JobOrder const& order) -> Result<void> {
                                 take_seat(work, order);
                                 return problem;
                             }}});
    auto const id = put();
    EXPECT_EQ(all.run_due(connection()), 1);
    EXPECT_EQ(load(id).state, State::dead);
    EXPECT_EQ(
        load(id).last_error, "seat: " + i18n::text_of(problem, i18n::Texts::of(i18n::Language::german())));
    EXPECT_THAT(seats(), IsEmpty());
}

TEST_P(JobRulesTest, a_problem_that_may_pass_is_tried_again_and_says_why)
{
    Problem const problem{ProblemKind::unavailable, {}, "general.unknown"_msg, {}};
    auto const all
        = rules({{"seat", [&](WorkContext const&, JobOrder const&) -> Result<void> { return problem; }}});
    auto const id = put();
    EXPECT_EQ(all.run_due(connection()), 1);
    EXPECT_EQ(load(id).state, State::failed);
    EXPECT_GT(load(id).run_at, clock_.now());
    EXPECT_EQ(load(id).last_error, i18n::text_of(problem, i18n::Texts::of(i18n::Language::german())));
    EXPECT_TRUE(load(id).error_is_told);
}

TEST_P(JobRulesTest, an_outward_rule_runs_outside_of_any_transaction_and_is_marked_afterwards)
{
    int calls = 0;
    auto const all = rules({{"seat", [&](WorkContext const& context, JobOrder const& order) -> Result<void> {
                                 EXPECT_FALSE(context.connection.in_transaction());
                                 EXPECT_EQ(context.tenant, district);
                                 EXPECT_EQ(context.zone.id(), "Europe/Berlin");
                                 TRY(run_use_case(context, [&](Work& work) -> Result<void> {
                                     take_seat(work, order);
                                     return {};
                                 }));
                                 if (++calls == 1)
                                     throw std::runtime_error("no mail server");
                                 return {};
                             }}});
    auto const id = put();
    EXPECT_EQ(all.run_due(connection()), 1);
    EXPECT_EQ(load(id).state, State::failed);
    clock_.set(load(id).run_at);
    EXPECT_EQ(all.run_due(connection()), 1);
    EXPECT_EQ(load(id).state, State::done);
    EXPECT_THAT(seats(), ElementsAre(7, 7)) << "twice, which the rule has to bear";
}

TEST_P(JobRulesTest, an_outward_rule_that_ends_in_its_work_is_never_done_again)
{
    bool is_killed = true;
    auto const all = rules({{"seat", [&](WorkContext const& context, JobOrder const& order) -> Result<void> {
                                 TRY(run_use_case(context, [&](Work& work) -> Result<void> {
                                     take_seat(work, order);
                                     order.end_in(work);
                                     return {};
                                 }));
                                 if (is_killed)
                                     throw std::runtime_error("killed behind its commit");
                                 return {};
                             }}});
    auto const killed = put();
    EXPECT_EQ(all.run_due(connection()), 1);
    EXPECT_EQ(load(killed).state, State::done);
    is_killed = false;
    auto const spared = put(R"({"seat":8})");
    clock_.set(clock_.now() + 48h);
    EXPECT_EQ(all.run_due(connection()), 1) << "the other one alone";
    EXPECT_EQ(load(spared).state, State::done);
    EXPECT_THAT(seats(), ElementsAre(7, 8));
}

TEST_P(JobRulesTest, an_outward_rule_that_lost_the_lease_cannot_end_in_its_work)
{
    auto const all = rules({{"seat", [](WorkContext const& context, JobOrder const& order) -> Result<void> {
                                 return run_use_case(context, [&](Work& work) -> Result<void> {
                                     take_seat(work, order);
                                     work.db().execute("UPDATE jobs SET leases = leases + 1");
                                     order.end_in(work);
                                     return {};
                                 });
                             }}});
    auto const id = put();
    EXPECT_EQ(all.run_due(connection()), 1);
    EXPECT_EQ(load(id).state, State::running) << "in the hands of the other worker";
    EXPECT_THAT(seats(), IsEmpty());
}

TEST_P(JobRulesTest, an_outward_problem_ends_the_job_too)
{
    auto const all = rules({{"seat", [](WorkContext const&, JobOrder const&) -> Result<void> {
                                 return Problem::not_found("general.unknown"_msg);
                             }}});
    auto const id = put();
    all.run_due(connection());
    EXPECT_EQ(load(id).state, State::dead);
}

TEST_P(JobRulesTest, an_order_without_sense_is_given_up)
{
    auto const all = rules({{"seat", [](Work& work, JobOrder const& order) -> Result<void> {
                                 take_seat(work, order);
                                 return {};
                             }}});
    auto const nameless = put("{}");
    auto const wordy = put(R"({"seat":"seven"})");
    auto const garbled = put("{");
    auto const homeless = put(R"({"seat":7})", TenantId{9});
    EXPECT_EQ(all.run_due(connection()), 4);
    EXPECT_EQ(load(nameless).last_error, "the payload names no seat");
    EXPECT_EQ(load(wordy).last_error, "the payload names no seat");
    EXPECT_EQ(load(garbled).last_error, "the payload is no JSON");
    EXPECT_EQ(load(homeless, TenantId{9}).last_error, "there is no such tenant");
    EXPECT_EQ(jobs::count_by_state(connection())[State::dead], 4);
    EXPECT_THAT(seats(), IsEmpty());
}

TEST_P(JobRulesTest, an_order_is_read_by_name)
{
    JobOrder const order(
        {.id = jobs::JobId{3}, .tenant = district, .kind = "seat", .payload = R"({"seat":7,"site":"a b"})"});
    EXPECT_EQ(order.job(), jobs::JobId{3});
    EXPECT_EQ(order.id<SeatId>("seat"), SeatId{7});
    EXPECT_EQ(order.text("site"), "a b");
    EXPECT_EQ(order.text("seat"), "");
    EXPECT_EQ(order.text("none"), "");
}

TEST_P(JobRulesTest, two_rules_of_one_kind_are_refused)
{
    EXPECT_THROW(
        rules({{"nightly", [](Work&, JobOrder const&) -> Result<void> { return {}; }}}, {nightly_}),
        std::logic_error);
}

TEST_P(JobRulesTest, what_recurs_runs_once_a_day)
{
    auto const all = rules({}, {nightly_});
    all.plan(connection());
    EXPECT_EQ(planned(), (TimesByTenant{{1, {"2026-11-24T02:00:00.000Z"}}}));
    set_clock("2026-11-24T01:59:59Z");
    EXPECT_EQ(all.run_due(connection()), 0);
    set_clock("2026-11-24T02:00:00Z");
    EXPECT_EQ(all.run_due(connection()), 1);
    EXPECT_EQ(all.run_due(connection()), 0);
    EXPECT_EQ(nights_, 1);
    EXPECT_EQ(planned(), (TimesByTenant{{1, {"2026-11-25T02:00:00.000Z"}}}));
}

TEST_P(JobRulesTest, nights_without_a_program_are_made_up_for_once)
{
    auto const all = rules({}, {nightly_});
    all.run_due(connection());
    clock_.set(clock_.now() + 5 * 24h);
    EXPECT_EQ(all.run_due(connection()), 1);
    EXPECT_EQ(nights_, 1);
    EXPECT_EQ(planned(), (TimesByTenant{{1, {"2026-11-29T02:00:00.000Z"}}}));
}

TEST_P(JobRulesTest, a_dead_job_does_not_end_the_repetition)
{
    auto const all = rules({}, {{"nightly", i18n::TimeOfDay::at(3), [this](Work&) -> Result<void> {
                                     ++nights_;
                                     return Problem::not_found("general.unknown"_msg);
                                 }}});
    for (int night = 1; night <= 3; ++night) {
        all.plan(connection());
        clock_.set(clock_.now() + 24h);
        EXPECT_EQ(all.run_due(connection()), 1);
        EXPECT_EQ(nights_, night);
        EXPECT_EQ(jobs::count_by_state(connection())[State::dead], night);
    }
}

TEST_P(JobRulesTest, neither_does_a_database_that_knows_nothing_of_it)
{
    auto const all = rules({}, {nightly_});
    all.plan(connection());
    connection().execute("DELETE FROM jobs"); // an old backup
    all.plan(connection());
    EXPECT_EQ(planned(), (TimesByTenant{{1, {"2026-11-24T02:00:00.000Z"}}}));
}

TEST_P(JobRulesTest, many_nodes_plan_one_job)
{
    auto const all = rules({}, {nightly_});
    std::vector<std::future<void>> nodes;
    for (int node = 0; node < 4; ++node)
        nodes.push_back(std::async(std::launch::async, [&] {
            auto const own = connect({.busy_timeout = 1min});
            for (int i = 0; i < 5; ++i)
                all.plan(*own);
        }));
    for (auto& node : nodes)
        node.get();
    EXPECT_EQ(planned(), (TimesByTenant{{1, {"2026-11-24T02:00:00.000Z"}}}));
}

TEST_P(JobRulesTest, what_recurs_follows_the_clock_on_the_wall)
{
    auto const all = rules({}, {nightly_});
    struct Case {
        char const* now;
        char const* next;
    };
    for (auto const& [now, next] : {
             Case{"2027-03-27T12:00:00Z", "2027-03-28T01:00:00.000Z"}, // summer time since an hour
             Case{"2027-03-28T12:00:00Z", "2027-03-29T01:00:00.000Z"},
             Case{"2027-10-30T12:00:00Z", "2027-10-31T02:00:00.000Z"}, // the hour before came twice
             Case{"2027-10-31T00:30:00Z", "2027-10-31T02:00:00.000Z"},
             Case{"2027-12-31T22:59:00Z", "2028-01-01T02:00:00.000Z"}, // in the old year
             Case{"2027-12-31T23:01:00Z", "2028-01-01T02:00:00.000Z"}, // in the new one
         }) {
        connection().execute("DELETE FROM jobs");
        set_clock(now);
        all.plan(connection());
        EXPECT_EQ(planned(), (TimesByTenant{{1, {next}}})) << now;
    }
}

TEST_P(JobRulesTest, a_tenant_that_is_founded_later_gets_its_jobs)
{
    auto const all = rules({}, {nightly_});
    all.plan(connection());
    tenants_.push_back(TenantId{2});
    all.plan(connection());
    EXPECT_EQ(
        planned(), (TimesByTenant{{1, {"2026-11-24T02:00:00.000Z"}}, {2, {"2026-11-24T02:00:00.000Z"}}}));
}

TEST_P(JobRulesTest, the_trouble_of_one_tenant_is_its_own)
{
    tenants_ = {TenantId{1}, TenantId{2}};
    broken_ = TenantId{1};
    auto const all = rules({}, {nightly_});
    EXPECT_EQ(all.run_due(connection()), 0);
    EXPECT_EQ(planned(), (TimesByTenant{{2, {"2026-11-24T02:00:00.000Z"}}}));
}

}
} // namespace kommin
