#include "platform/db/tests/fixture.hpp"

#include <thread>

namespace kommin::db {
namespace {

using namespace std::chrono_literals;

using NotificationTest = ItemTest;
KOMMIN_ON_BOTH_ENGINES(NotificationTest);

TEST_P(NotificationTest, comes_after_the_commit_of_another_connection)
{
    auto const listener = connect();
    listener->listen("published");
    EXPECT_EQ(listener->wait_for_notification(0ms), std::nullopt);
    Transaction transaction(connection());
    insert("a");
    connection().notify("published", "tenant 1");
    EXPECT_EQ(listener->wait_for_notification(50ms), std::nullopt);
    transaction.commit();
    auto const news = listener->wait_for_notification(10s);
    ASSERT_TRUE(news);
    if (GetParam() == Engine::postgres) {
        EXPECT_EQ(news->channel, "published");
        EXPECT_EQ(news->payload, "tenant 1");
    } else {
        EXPECT_EQ(news->channel, "");
    }
    EXPECT_EQ(listener->wait_for_notification(0ms), std::nullopt);
}

TEST_P(NotificationTest, wakes_a_waiting_thread)
{
    auto const listener = connect();
    listener->listen("published");
    std::thread writer([&] {
        std::this_thread::sleep_for(100ms);
        auto const own = connect();
        Transaction transaction(*own);
        insert(*own, "a");
        own->notify("published");
        transaction.commit();
    });
    auto const start = std::chrono::steady_clock::now();
    EXPECT_TRUE(listener->wait_for_notification(30s));
    EXPECT_LT(std::chrono::steady_clock::now() - start, 20s);
    writer.join();
}

TEST_P(NotificationTest, the_wait_ends_with_the_timeout)
{
    connection().listen("published");
    auto const start = std::chrono::steady_clock::now();
    EXPECT_EQ(connection().wait_for_notification(120ms), std::nullopt);
    EXPECT_GE(std::chrono::steady_clock::now() - start, 110ms);
}

TEST_P(NotificationTest, a_rolled_back_transaction_tells_nothing)
{
    auto const listener = connect();
    listener->listen("published");
    {
        Transaction const transaction(connection());
        insert("a");
        connection().notify("published");
    }
    EXPECT_EQ(listener->wait_for_notification(60ms), std::nullopt);
}

TEST_P(NotificationTest, channels_are_plain_names_and_listening_is_outside_of_transactions)
{
    EXPECT_THROW(connection().listen("a; DROP TABLE items"), Error);
    EXPECT_THROW(connection().notify("A"), Error);
    Transaction const transaction(connection());
    EXPECT_THROW(connection().listen("published"), Error);
    EXPECT_THROW(connection().wait_for_notification(1ms), Error);
}

TEST_P(NotificationTest, data_version_changes_with_foreign_writes_on_sqlite)
{
    auto const version = connection().data_version();
    insert("own");
    EXPECT_EQ(connection().data_version(), version);
    insert(*connect(), "foreign");
    if (GetParam() == Engine::sqlite)
        EXPECT_NE(connection().data_version(), version);
    else
        EXPECT_EQ(connection().data_version(), 0);
}

TEST(PostgresNotification, after_a_lost_connection_everything_may_have_been_missed)
{
    TestDatabase const database(Engine::postgres, item_schema());
    auto const listener = database.connect();
    auto const other = database.connect();
    listener->listen("published");
    other->execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                   "WHERE datname = current_database() AND pid <> pg_backend_pid()");
    EXPECT_THROW(listener->wait_for_notification(10s), Unavailable);
    auto const news = listener->wait_for_notification(0ms);
    ASSERT_TRUE(news);
    EXPECT_EQ(news->channel, "");
    other->notify("published", "again");
    auto const again = listener->wait_for_notification(10s);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->payload, "again");
}

} // namespace
} // namespace kommin::db
