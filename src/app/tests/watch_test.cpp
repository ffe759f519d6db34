#include "app/tests/story.hpp"
#include "app/watch.hpp"
#include "platform/base/testing.hpp"
#include "platform/files/files.hpp"
#include "platform/log/log.hpp"
#include "platform/work/use_case.hpp"

#include <gmock/gmock.h>

namespace kommin::app {
namespace {

using namespace std::chrono_literals;

using testing::becomes_true;

class PublicationWatch : public DistrictStory {
protected:
    void SetUp() override
    {
        DistrictStory::SetUp();
        log_ = database().directory() + "/log";
        log::configure(log::Level::info, {log_});
        tenant_ = tenants::found_district(connection(), clock().now());
    }
    void TearDown() override
    {
        log::configure(log::Level::info, log::Target::standard_error());
        DistrictStory::TearDown();
    }
    std::int64_t version() { return product_.publications.find(tenant_)->version_of(portal::published_as); }
    std::size_t count_in_log(std::string_view event)
    {
        auto const text = files::read_file(log_, 1U << 20U).value();
        std::size_t count = 0;
        for (auto at = text.find(event); at != std::string::npos; at = text.find(event, at + 1))
            ++count;
        return count;
    }

    TenantId tenant_;
    std::string log_;
};
KOMMIN_ON_BOTH_ENGINES(PublicationWatch);

TEST_P(PublicationWatch, counts_the_jobs_of_each_state)
{
    jobs::enqueue(connection(), clock(), tenant_, "test.waits", "{}");
    Watch const watch(product_.publications, database().location(), product_.metrics);
    EXPECT_TRUE(becomes_true(
        [&] {
            auto const shown = product_.metrics.expose();
            return shown.find("kommin_jobs{state=\"queued\"} 1") != std::string::npos
                && shown.find("kommin_jobs{state=\"dead\"} 0") != std::string::npos;
        },
        10s));
}

TEST_P(PublicationWatch, shows_a_new_version_long_before_it_would_compare)
{
    Watch const watch(product_.publications, database().location(), product_.metrics);
    EXPECT_EQ(version(), 0);
    for (int round = 1; round <= 3; ++round) {
        commit_version(tenant_);
        EXPECT_TRUE(becomes_true([&] { return version() == round; }, Watch::compare_every / 2)) << round;
    }
}

TEST_P(PublicationWatch, says_once_that_the_database_is_away_and_once_that_it_is_back)
{
    Watch const watch(product_.publications, database().location(), product_.metrics);
    // The table is gone: every look fails, as when the database is away.
    connection().execute("ALTER TABLE tenant_hosts RENAME TO hosts_elsewhere");
    EXPECT_TRUE(becomes_true([&] { return count_in_log("publication.database_away") > 0; }, 10s));
    std::this_thread::sleep_for(2500ms);
    EXPECT_EQ(count_in_log("publication.database_away"), 1U);
    connection().execute("ALTER TABLE hosts_elsewhere RENAME TO tenant_hosts");
    EXPECT_TRUE(becomes_true([&] { return count_in_log("publication.database_back") > 0; }, 10s));
    EXPECT_EQ(count_in_log("publication.database_away"), 1U);
    commit_version(tenant_);
    EXPECT_TRUE(becomes_true([&] { return version() == 1; }, 5s));
}

TEST(PublicationWatchOnPostgres, hears_again_after_its_connection_was_cut)
{
    db::TestDatabase const database(db::Engine::postgres);
    auto const connection = database.connect();
    Product product;
    auto const id = tenants::found_district(*connection, product.clock.now());
    auto& publications = product.publications;
    metrics::Registry metrics;
    Watch const watch(publications, database.location(), metrics);
    auto const cut
        = connection->list<bool>("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                 " WHERE application_name = 'kommin watch' AND datname = current_database()");
    EXPECT_EQ(cut.size(), 1U);
    auto const result = run_use_case(
        {*connection, id, Actor::system(), product.clock, i18n::Zone::berlin(), no_signals},
        [](Work& work) -> Result<void> {
            work.publish(portal::published_as);
            return {};
        });
    EXPECT_TRUE(result);
    EXPECT_TRUE(
        becomes_true([&] { return publications.find(id)->version_of(portal::published_as) == 1; }, 10s));
}

}
} // namespace kommin::app
