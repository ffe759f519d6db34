// What was acknowledged is there, whatever happens to the program.
#include "platform/db/tests/fixture.hpp"

#include <csignal>
#include <random>
#include <set>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace kommin::db {
namespace {

using namespace std::chrono_literals;

// Without a connection of the fixture: SQLite's locks do not survive a fork.
using DurabilityTest = ::testing::TestWithParam<Engine>;
KOMMIN_ON_BOTH_ENGINES(DurabilityTest);

// The child: commits pairs of rows and writes the number of each pair to the pipe only after the commit.
[[noreturn]] void commit_until_killed(TestDatabase const& database, int pipe, std::int64_t first)
{
    auto const connection = database.connect({.busy_timeout = 1min});
    for (std::int64_t number = first;; ++number) {
        Transaction transaction(*connection);
        for (int const tenant : {1, 2})
            connection->execute(
                "INSERT INTO items (tenant_id, name, data) VALUES (?, ?, ?)", tenant, std::to_string(number),
                Blob{std::string(300, 'x')});
        transaction.commit();
        if (::write(pipe, &number, sizeof number) != sizeof number)
            ::_exit(1);
    }
}

// Waits for the last transaction of a killed client, which PostgreSQL finishes or rolls back by itself.
void wait_until_alone(Connection& connection)
{
    if (connection.engine() != Engine::postgres)
        return;
    auto const others = "SELECT count(*) FROM pg_stat_activity "
                        "WHERE datname = current_database() AND pid <> pg_backend_pid()";
    for (int tries = 0; tries < 500 && connection.load<std::int64_t>(others) > 0; ++tries)
        std::this_thread::sleep_for(20ms);
}

TEST_P(DurabilityTest, no_acknowledged_row_is_lost_by_kill_9)
{
    TestDatabase const database(GetParam(), item_schema());
    std::mt19937 random(20270417); // NOLINT(cert-msc51-cpp): the same moments in each run
    std::set<std::int64_t> acknowledged;
    for (int round = 0; round < 8; ++round) {
        int ends[2] = {-1, -1};
        ASSERT_EQ(::pipe(ends), 0);
        std::int64_t const first = round * 1'000'000;
        pid_t const child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            ::close(ends[0]);
            try {
                commit_until_killed(database, ends[1], first);
            } catch (...) {
                ::_exit(2);
            }
        }
        ::close(ends[1]);
        std::int64_t number = 0;
        auto const read_number = [&] { return ::read(ends[0], &number, sizeof number) == sizeof number; };
        ASSERT_TRUE(read_number()) << "the child has committed nothing";
        acknowledged.insert(number);
        std::this_thread::sleep_for(std::chrono::milliseconds(20 + random() % 120));
        ::kill(child, SIGKILL);
        while (read_number())
            acknowledged.insert(number);
        ::close(ends[0]);
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status));

        auto const own = database.connect({.busy_timeout = 1min});
        wait_until_alone(*own);
        auto const stored = own->list<std::string>("SELECT name FROM items WHERE tenant_id = 1");
        std::set<std::string> const names(stored.begin(), stored.end());
        for (auto const id : acknowledged)
            ASSERT_TRUE(names.contains(std::to_string(id))) << "acknowledged and lost: " << id;
        EXPECT_LE(names.size(), acknowledged.size() + static_cast<std::size_t>(round) + 1)
            << "at most one commit per kill may have missed its acknowledgement";
        EXPECT_EQ(
            own->load<std::int64_t>("SELECT count(*) FROM items WHERE tenant_id = 1"),
            own->load<std::int64_t>("SELECT count(*) FROM items WHERE tenant_id = 2"))
            << "half a transaction";
        if (GetParam() == Engine::sqlite) {
            EXPECT_EQ(own->load<std::string>("PRAGMA integrity_check"), "ok");
        }
    }
}

TEST(SqliteDurability, a_full_disk_rolls_back_and_leaves_a_sound_database)
{
    TestDatabase const database(Engine::sqlite, item_schema());
    auto const connection = database.connect();
    auto const fill = [&](std::string const& name, std::size_t bytes) {
        Transaction transaction(*connection);
        connection->execute(
            "INSERT INTO items (tenant_id, name, data) VALUES (1, ?, ?)", name,
            Blob{std::string(bytes, 'x')});
        connection->execute("INSERT INTO items (tenant_id, name) VALUES (2, ?)", name);
        transaction.commit();
    };
    fill("before", 10'000);
    auto const pages = connection->load<std::int64_t>("PRAGMA page_count");
    connection->list<std::int64_t>("PRAGMA max_page_count = " + std::to_string(pages + 20));
    int stored = 1;
    EXPECT_THROW(
        for (;;) {
            fill("more " + std::to_string(stored), 20'000);
            ++stored;
        },
        Unavailable);
    EXPECT_FALSE(connection->in_transaction());
    auto const count = [&](int tenant) {
        return connection->load<std::int64_t>("SELECT count(*) FROM items WHERE tenant_id = ?", tenant);
    };
    EXPECT_EQ(count(1), stored);
    EXPECT_EQ(count(2), stored);
    EXPECT_EQ(connection->load<std::string>("PRAGMA integrity_check"), "ok");
    connection->list<std::int64_t>("PRAGMA max_page_count = " + std::to_string(pages + 1000));
    fill("there is room again", 20'000);
    EXPECT_EQ(count(2), stored + 1);
}

TEST(SqliteDurability, a_full_disk_inside_a_transaction_dooms_it)
{
    TestDatabase const database(Engine::sqlite, item_schema());
    auto const connection = database.connect();
    auto const pages = connection->load<std::int64_t>("PRAGMA page_count");
    connection->list<std::int64_t>("PRAGMA max_page_count = " + std::to_string(pages));
    auto const sql = "INSERT INTO items (tenant_id, name, data) VALUES (1, ?, ?)";
    Transaction transaction(*connection);
    connection->execute(sql, "small", Blob{"x"});
    EXPECT_THROW(connection->execute(sql, "large", Blob{std::string(200'000, 'x')}), Unavailable);
    EXPECT_THROW(connection->execute(sql, "after", Blob{"x"}), Error);
    EXPECT_THROW(transaction.commit(), Error);
    EXPECT_EQ(connection->load<std::int64_t>("SELECT count(*) FROM items"), 0);
}

TEST(SqliteDurability, what_is_erased_is_overwritten)
{
    TestDatabase const database(Engine::sqlite, item_schema());
    std::string const secret = "Frau Mustermann, Musterweg 1";
    {
        auto const connection = database.connect();
        connection->execute("INSERT INTO items (tenant_id, name) VALUES (1, ?)", secret);
        connection->execute("DELETE FROM items");
    }
    std::string command = "grep -c '" + secret + "' " + database.location().target + " > /dev/null";
    EXPECT_NE(std::system(command.c_str()), 0) << "the text is still in the file";
}

TEST(SqliteDurability, what_is_erased_leaves_the_log_when_nobody_reads)
{
    TestDatabase const database(Engine::sqlite, item_schema());
    std::string const secret = "Frau Mustermann, Musterweg 1";
    auto const is_told = [&] {
        auto const command = "grep -q '" + secret + "' " + database.location().target + "*";
        return std::system(command.c_str()) == 0;
    };
    auto const connection = database.connect();
    connection->execute("INSERT INTO items (tenant_id, name) VALUES (1, ?)", secret);
    auto const reader = database.connect();
    {
        Transaction const reading(*reader, Transaction::Kind::read);
        EXPECT_EQ(reader->load<std::int64_t>("SELECT count(*) FROM items"), 1);
        connection->execute("DELETE FROM items");
        EXPECT_FALSE(connection->empty_log()) << "somebody may still see what was erased";
    }
    EXPECT_TRUE(is_told()) << "else this test shows nothing";
    EXPECT_TRUE(connection->empty_log());
    EXPECT_FALSE(is_told());
    Transaction const writing(*connection);
    EXPECT_THROW(connection->empty_log(), Error);
}

} // namespace
} // namespace kommin::db
