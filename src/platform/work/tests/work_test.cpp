#include "platform/db/testing.hpp"
#include "platform/work/work.hpp"

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace kommin {
namespace {

constexpr TenantId unna{1};
constexpr TenantId soest{2};

class WorkUnit : public db::DatabaseTest {
protected:
    WorkContext context(std::string request_id = {}, Signals const& signals = no_signals)
    {
        return {connection(),         unna,    Actor::system(),      clock_,
                i18n::Zone::berlin(), signals, std::move(request_id)};
    }
    FixedClock clock_{*parse_instant("2026-07-14T22:30:00Z")};
};
KOMMIN_ON_BOTH_ENGINES(WorkUnit);

TEST_P(WorkUnit, commits_entries_jobs_and_version_as_one)
{
    {
        Work work(context("req-1"));
        work.audit("portal.offer.published", "offer", 7, {{"state", "draft"}}, {{"state", "public"}});
        work.enqueue("portal.mail", R"({"offer":7})");
        work.publish("portal");
        work.publish("portal"); // one publication, however many records
        work.commit();
    }
    auto const entries = audit::list_entries(connection(), unna, std::nullopt, 10);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].actor, "system");
    EXPECT_EQ(entries[0].request_id, "req-1");
    EXPECT_EQ(entries[0].subject_id, 7);
    EXPECT_EQ(entries[0].before_json, R"({"state":"draft"})");
    EXPECT_EQ(entries[0].after_json, R"({"state":"public"})");
    EXPECT_EQ(entries[0].at, clock_.now());
    auto const queued = jobs::list_jobs(connection(), unna, jobs::State::queued, std::nullopt, 10);
    ASSERT_EQ(queued.size(), 1U);
    EXPECT_EQ(queued[0].payload, R"({"offer":7})");
    EXPECT_EQ(published_versions(connection(), unna), PublishedVersions({{"portal", 1}}));
    EXPECT_EQ(published_versions(connection(), soest), PublishedVersions());
}

TEST_P(WorkUnit, without_commit_leaves_no_trace)
{
    {
        Work work(context("req-1"));
        work.audit("portal.offer.published", "offer", 7);
        work.enqueue("portal.mail", "{}");
        work.publish("portal");
    }
    EXPECT_EQ(audit::head(connection(), unna).sequence, 0);
    EXPECT_TRUE(jobs::list_jobs(connection(), unna, jobs::State::queued, std::nullopt, 10).empty());
    EXPECT_EQ(published_versions(connection(), unna), PublishedVersions());
}

TEST_P(WorkUnit, today_is_the_day_in_the_tenants_zone_and_now_does_not_move)
{
    {
        Work const work(context());
        EXPECT_EQ(to_iso(work.today()), "2026-07-15"); // 00:30 in summer time
        clock_.set(clock_.now() + std::chrono::hours(48));
        EXPECT_EQ(to_iso(work.now()), "2026-07-14T22:30:00.000Z");
        EXPECT_EQ(work.clock().now(), work.now());
    }
    auto const azores = i18n::Zone::find("Atlantic/Azores");
    clock_.set(*parse_instant("2026-07-14T22:30:00Z"));
    Work const work({connection(), unna, Actor::system(), clock_, *azores, no_signals});
    EXPECT_EQ(to_iso(work.today()), "2026-07-14"); // 22:30
}

TEST_P(WorkUnit, now_is_when_its_turn_came)
{
    SystemClock const clock;
    auto const rival = connect({.busy_timeout = std::chrono::minutes(1)});
    auto first = std::make_unique<Work>(context());
    auto second = std::async(std::launch::async, [&] {
        return Work({*rival, unna, Actor::system(), clock, i18n::Zone::berlin(), no_signals}).now();
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(100)); // by now it waits
    auto const over = clock.now();
    first.reset();
    EXPECT_GE(second.get(), over);
}

TEST_P(WorkUnit, tells_this_process_after_the_commit_only)
{
    jobs::Bell bell;
    Signals const signals{&bell};
    {
        Work work(context({}, signals));
        work.enqueue("a", "{}");
        work.publish("portal");
    }
    EXPECT_EQ(bell.strokes(), 0U);
    {
        Work work(context({}, signals));
        work.enqueue("a", "{}");
        work.commit();
    }
    EXPECT_EQ(bell.strokes(), 1U);
}

TEST_P(WorkUnit, other_nodes_hear_of_a_publication)
{
    auto const node = connect();
    node->listen(published_channel);
    {
        Work work(context());
        work.publish("portal");
        work.commit();
    }
    auto const news = node->wait_for_notification(std::chrono::seconds(5));
    ASSERT_TRUE(news.has_value());
    // SQLite only says that something was written; the version tells what.
    if (connection().engine() == db::Engine::postgres) {
        EXPECT_EQ(news->channel, published_channel);
        EXPECT_EQ(news->payload, "1");
    }
    EXPECT_EQ(published_versions(*node, unna), PublishedVersions({{"portal", 1}}));
}

TEST_P(WorkUnit, a_publication_tells_which_records_it_changes)
{
    using Changes = std::vector<PublishedChange>;
    auto const changes = [&](std::int64_t after, std::int64_t up_to) {
        return published_changes(connection(), unna, "portal", after, up_to);
    };
    auto const publish = [&](auto const& change) {
        Work work(context());
        change(work);
        work.commit();
    };
    publish([](Work& work) { work.publish("portal", "offer", 7); });
    publish([](Work& work) {
        work.publish("portal", "offer", 9);
        work.publish("portal", "page", 7);
        work.publish("portal", "offer", 9);
        work.publish("contacts", "organisation", 1);
    });
    EXPECT_EQ(published_versions(connection(), unna), PublishedVersions({{"contacts", 1}, {"portal", 2}}));
    EXPECT_EQ(changes(0, 1), Changes({{"offer", 7}}));
    EXPECT_EQ(changes(0, 2), Changes({{"offer", 7}, {"offer", 9}, {"page", 7}}));
    EXPECT_EQ(changes(1, 2), Changes({{"offer", 9}, {"page", 7}}));
    EXPECT_EQ(changes(2, 2), Changes());
    EXPECT_EQ(changes(2, 1), std::nullopt) << "the database is an older one";
    EXPECT_EQ(published_changes(connection(), soest, "portal", 0, 2), std::nullopt);

    publish([](Work& work) {
        work.publish("portal", "offer", 11);
        work.publish("portal"); // whoever does not say what speaks of everything
    });
    EXPECT_EQ(changes(0, 3), std::nullopt);
    EXPECT_EQ(changes(1, 2), Changes({{"offer", 9}, {"page", 7}})) << "of before it is still known";
    publish([](Work& work) { work.publish("portal", "offer", 12); });
    EXPECT_EQ(changes(3, 4), Changes({{"offer", 12}}));
    EXPECT_EQ(changes(2, 4), std::nullopt);
}

TEST_P(WorkUnit, of_many_records_or_versions_it_is_told_that_anything_may_have_changed)
{
    {
        Work work(context());
        for (std::int64_t id = 1; id <= 201; ++id)
            work.publish("portal", "offer", id);
        work.commit();
    }
    EXPECT_EQ(published_changes(connection(), unna, "portal", 0, 1), std::nullopt);
    for (int i = 0; i < 201; ++i) {
        Work work(context());
        work.publish("portal", "offer", 7);
        work.commit();
    }
    EXPECT_EQ(published_changes(connection(), unna, "portal", 1, 202), std::nullopt);
    EXPECT_EQ(
        published_changes(connection(), unna, "portal", 2, 202),
        std::vector<PublishedChange>({{"offer", 7}}));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM published_changes"), 200)
        << "nothing is kept that nobody can ask for";
}

TEST_P(WorkUnit, works_of_many_threads_do_not_wait_for_each_other_forever)
{
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&, thread] {
            auto const own = connect({.busy_timeout = std::chrono::seconds(60)});
            for (int i = 0; i < 20; ++i) {
                Work work({*own, unna, Actor::system(), clock_, i18n::Zone::berlin(), no_signals});
                if ((i + thread) % 2 == 0)
                    work.publish("portal");
                work.audit("a.b", "offer", i);
                work.audit("a.c", "offer", i);
                work.publish("portal");
                work.commit();
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(audit::verify(connection(), unna).checked, 160);
    EXPECT_EQ(published_versions(connection(), unna), PublishedVersions({{"portal", 80}}));
}

template<class Text>
concept CanBeNoted = requires(Work& work, Text text) { work.audit("a.b", "offer", 1, {}, text); };
static_assert(CanBeNoted<audit::Facts>);
static_assert(!CanBeNoted<std::string> && !CanBeNoted<char const*>, "a text may be no JSON");

TEST_P(WorkUnit, refuses_audit_entries_that_contradict_themselves_at_once)
{
    Work work(context());
    EXPECT_THROW(
        work.audit("a.b", "offer", 1, {}, {{"state", "draft"}, {"state", "public"}}), std::invalid_argument);
}

}
} // namespace kommin
