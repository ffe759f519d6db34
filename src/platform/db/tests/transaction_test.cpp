#include "platform/db/tests/fixture.hpp"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <thread>

namespace kommin::db {
namespace {

using namespace std::chrono_literals;

using TransactionTest = ItemTest;
KOMMIN_ON_BOTH_ENGINES(TransactionTest);

TEST_P(TransactionTest, commit_keeps_and_the_end_of_the_scope_rolls_back)
{
    {
        Transaction transaction(connection());
        EXPECT_TRUE(connection().in_transaction());
        insert("kept");
        transaction.commit();
        EXPECT_FALSE(connection().in_transaction());
        EXPECT_THROW(transaction.commit(), Error);
    }
    {
        Transaction const transaction(connection());
        insert("lost");
        EXPECT_EQ(&transaction.connection(), &connection());
    }
    EXPECT_EQ(connection().list<std::string>("SELECT name FROM items"), std::vector<std::string>{"kept"});
}

TEST_P(TransactionTest, nobody_sees_what_is_not_committed)
{
    auto const rival = connect();
    Transaction transaction(connection());
    insert("a");
    EXPECT_EQ(count_items(*rival), 0);
    transaction.commit();
    EXPECT_EQ(count_items(*rival), 1);
}

TEST_P(TransactionTest, transactions_do_not_nest_and_sql_cannot_control_them)
{
    Transaction transaction(connection());
    EXPECT_THROW(Transaction{connection()}, Error);
    for (auto const* sql : {"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT a", "END"})
        EXPECT_THROW(connection().execute(sql), Error) << sql;
    insert("a");
    transaction.commit();
    EXPECT_EQ(count_items(), 1) << "none of the refused statements reached the database";
}

TEST_P(TransactionTest, an_error_dooms_the_whole_transaction)
{
    {
        Transaction transaction(connection());
        insert("a");
        EXPECT_THROW(insert("a"), ConstraintViolation);
        EXPECT_THROW(insert("b"), Error);
        EXPECT_THROW(count_items(), Error);
        EXPECT_THROW(transaction.commit(), Error);
        EXPECT_FALSE(connection().in_transaction());
    }
    EXPECT_EQ(count_items(), 0);
    insert("c");
    EXPECT_EQ(count_items(), 1);
}

TEST_P(TransactionTest, every_kind_of_error_dooms)
{
    using Attempt = std::function<void(Connection&)>;
    for (Attempt const& attempt : {
             Attempt([](Connection& c) { c.execute("SELECT nothing"); }),
             Attempt([](Connection& c) {
                 c.execute("INSERT INTO items (tenant_id, name) VALUES (1, ?)", "\xff");
             }),
             Attempt([](Connection& c) { c.execute("SELECT ?", 1, 2); }),
             Attempt([](Connection& c) { c.execute("SELECT abs(-9223372036854775807 - 1)"); }),
         }) {
        Transaction transaction(connection());
        EXPECT_THROW(attempt(connection()), Error);
        EXPECT_THROW(insert("a"), Error);
        EXPECT_THROW(transaction.commit(), Error);
    }
    EXPECT_EQ(count_items(), 0);
}

TEST_P(TransactionTest, reading_a_wrong_type_is_no_error_of_the_transaction)
{
    Transaction transaction(connection());
    insert("a");
    EXPECT_THROW(connection().load<int>("SELECT name FROM items"), Error);
    transaction.commit();
    EXPECT_EQ(count_items(), 1);
}

TEST_P(TransactionTest, a_read_transaction_sees_one_state_and_refuses_to_write)
{
    insert("a");
    auto const rival = connect();
    Transaction transaction(connection(), Transaction::Kind::read);
    EXPECT_EQ(count_items(), 1);
    insert(*rival, "b");
    EXPECT_EQ(count_items(), 1);
    EXPECT_THROW(insert("c"), Error);
    EXPECT_THROW(transaction.commit(), Error);
    EXPECT_EQ(count_items(), 2);
}

TEST_P(TransactionTest, a_read_transaction_may_be_committed)
{
    Transaction transaction(connection(), Transaction::Kind::read);
    EXPECT_EQ(count_items(), 0);
    transaction.commit();
    insert("a");
    EXPECT_EQ(count_items(), 1);
}

TEST_P(TransactionTest, a_read_only_connection_does_not_write)
{
    insert("a");
    auto const reader = connect({.read_only = true});
    EXPECT_EQ(count_items(*reader), 1);
    EXPECT_THROW(insert(*reader, "b"), Error);
    insert("b");
    EXPECT_EQ(count_items(*reader), 2);
}

TEST_P(TransactionTest, a_lock_held_too_long_makes_the_other_writer_give_up)
{
    auto const id = insert("a");
    auto const rival = connect({.busy_timeout = 100ms});
    Transaction transaction(connection());
    connection().execute("UPDATE items SET score = 1 WHERE id = ?", id);
    auto const start = std::chrono::steady_clock::now();
    EXPECT_THROW(
        {
            Transaction other(*rival);
            rival->execute("UPDATE items SET score = 2 WHERE id = ?", id);
            other.commit();
        },
        Busy);
    EXPECT_GE(std::chrono::steady_clock::now() - start, 90ms);
    EXPECT_FALSE(rival->in_transaction());
    transaction.commit();
    rival->execute("UPDATE items SET score = 3 WHERE id = ?", id);
    EXPECT_EQ(connection().load<double>("SELECT score FROM items"), 3.0);
}

TEST_P(TransactionTest, a_deadline_ends_the_waiting_for_a_lock)
{
    auto const id = insert("a");
    auto const rival = connect({.busy_timeout = 10min});
    Transaction const transaction(connection());
    connection().execute("UPDATE items SET score = 1 WHERE id = ?", id);
    rival->set_deadline(std::chrono::steady_clock::now() + 100ms);
    EXPECT_THROW(rival->execute("UPDATE items SET score = 2 WHERE id = ?", id), Unavailable);
}

TEST_P(TransactionTest, writers_on_many_threads_lose_nothing)
{
    auto const id = insert("a");
    connection().execute("UPDATE items SET score = 0");
    constexpr int writers = 6;
    constexpr int rounds = 40;
    std::atomic<int> failures = 0;
    std::vector<std::thread> threads;
    threads.reserve(writers);
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&, writer] {
            try {
                auto const own = connect({.busy_timeout = 1min});
                for (int round = 0; round < rounds; ++round) {
                    Transaction transaction(*own);
                    own->execute("UPDATE items SET score = score + 1 WHERE id = ?", id);
                    insert(*own, std::to_string(writer) + "-" + std::to_string(round), TenantId{2});
                    transaction.commit();
                    Transaction const read(*own, Transaction::Kind::read);
                    // Both were written in one transaction: no reader may ever see them apart.
                    auto const score = own->load<double>("SELECT score FROM items WHERE id = ?", id);
                    auto const count
                        = own->load<std::int64_t>("SELECT count(*) FROM items WHERE tenant_id = 2");
                    if (static_cast<std::int64_t>(score) != count)
                        ++failures;
                }
            } catch (std::exception const& error) {
                ADD_FAILURE() << error.what();
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(failures, 0);
    EXPECT_EQ(connection().load<double>("SELECT score FROM items WHERE id = ?", id), writers * rounds);
    EXPECT_EQ(count_items(), writers * rounds + 1);
}

TEST_P(TransactionTest, a_fresh_database_may_be_opened_by_many_at_once)
{
    std::vector<std::thread> threads;
    threads.reserve(8);
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            try {
                insert(*connect(), std::to_string(i));
            } catch (std::exception const& error) {
                ADD_FAILURE() << error.what();
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(count_items(), 8);
}

TEST_P(TransactionTest, a_lock_lets_one_writer_pass_after_the_other)
{
    auto const rival = connect({.busy_timeout = 1min});
    std::atomic<bool> is_first_over = false;
    std::optional<Transaction> first(connection());
    connection().lock(7);
    std::thread thread([&] {
        try {
            Transaction second(*rival);
            rival->lock(7);
            EXPECT_TRUE(is_first_over);
            EXPECT_EQ(count_items(*rival), 1) << "what was committed while it waited";
        } catch (std::exception const& error) {
            ADD_FAILURE() << error.what();
        }
    });
    std::this_thread::sleep_for(50ms);
    insert("a");
    is_first_over = true;
    first->commit();
    thread.join();
}

TEST_P(TransactionTest, waiting_for_a_lock_ends_with_busy_or_at_the_deadline)
{
    auto const lock_in_vain = [&](Connection& own) {
        Transaction const other(own);
        own.lock(7);
    };
    Transaction const transaction(connection());
    connection().lock(7);
    auto const hasty = connect({.busy_timeout = 100ms});
    auto const start = std::chrono::steady_clock::now();
    EXPECT_THROW(lock_in_vain(*hasty), Busy);
    EXPECT_GE(std::chrono::steady_clock::now() - start, 90ms);
    EXPECT_FALSE(hasty->in_transaction());
    auto const patient = connect({.busy_timeout = 10min});
    patient->set_deadline(std::chrono::steady_clock::now() + 100ms);
    EXPECT_THROW(lock_in_vain(*patient), Unavailable);
}

TEST_P(TransactionTest, a_lock_ends_with_its_transaction)
{
    auto const rival = connect({.busy_timeout = 100ms});
    auto const may_lock = [&] {
        Transaction other(*rival);
        rival->lock(7);
        other.commit();
    };
    {
        Transaction const rolled_back(connection());
        connection().lock(7);
        connection().lock(7); // once more is no harm
    }
    EXPECT_NO_THROW(may_lock());
    {
        Transaction transaction(connection());
        connection().lock(7);
        transaction.commit();
    }
    EXPECT_NO_THROW(may_lock());
}

TEST_P(TransactionTest, a_lock_needs_a_write_transaction)
{
    EXPECT_THROW(connection().lock(7), std::logic_error);
    {
        Transaction const reading(connection(), Transaction::Kind::read);
        EXPECT_THROW(connection().lock(7), std::logic_error);
    }
    Transaction const doomed(connection());
    EXPECT_THROW(connection().execute("SELECT nothing"), Error);
    EXPECT_THROW(connection().lock(7), Error);
}

class PostgresConnectionTest : public ItemTest {
protected:
    // As if the server had been restarted or the network had dropped the connection.
    void kill_connection()
    {
        auto const pid = connection().load<std::int64_t>("SELECT pg_backend_pid()");
        auto const killer = connect();
        EXPECT_TRUE(killer->load<bool>("SELECT pg_terminate_backend(CAST(? AS INTEGER), 5000)", pid));
    }
};

INSTANTIATE_TEST_SUITE_P(
    Engines, PostgresConnectionTest, ::testing::Values(Engine::postgres), engine_of_test);

TEST_P(PostgresConnectionTest, a_lost_connection_is_opened_again_by_the_next_transaction)
{
    insert("a");
    kill_connection();
    Transaction transaction(connection());
    insert("b");
    transaction.commit();
    EXPECT_EQ(count_items(), 2);
}

TEST_P(PostgresConnectionTest, a_lost_connection_is_never_opened_again_inside_a_transaction)
{
    {
        Transaction transaction(connection());
        insert("a");
        kill_connection();
        EXPECT_THROW(insert("b"), Unavailable);
        EXPECT_THROW(insert("c"), Error);
        EXPECT_THROW(transaction.commit(), Error);
    }
    insert("d");
    EXPECT_EQ(connection().list<std::string>("SELECT name FROM items"), std::vector<std::string>{"d"});
}

TEST_P(PostgresConnectionTest, a_commit_on_a_lost_connection_is_unavailable)
{
    Transaction transaction(connection());
    insert("a");
    kill_connection();
    EXPECT_THROW(transaction.commit(), Unavailable);
    EXPECT_EQ(count_items(), 0);
}

TEST_P(PostgresConnectionTest, a_lost_connection_gives_its_lock_back)
{
    Transaction const transaction(connection());
    connection().lock(7);
    kill_connection();
    auto const rival = connect({.busy_timeout = 5s});
    Transaction other(*rival);
    EXPECT_NO_THROW(rival->lock(7));
    EXPECT_THROW(count_items(), Unavailable);
}

TEST_P(PostgresConnectionTest, locks_with_other_keys_do_not_wait)
{
    Transaction const transaction(connection());
    connection().lock(7);
    connection().lock(INT64_MIN); // every key is possible
    connection().lock(-1);
    auto const rival = connect({.busy_timeout = 100ms});
    Transaction const other(*rival);
    EXPECT_NO_THROW(rival->lock(8));
    EXPECT_NO_THROW(rival->lock(std::int64_t{7} << 32U | 1U));
}

TEST_P(PostgresConnectionTest, outside_a_transaction_the_statement_after_the_failed_one_works)
{
    insert("a");
    kill_connection();
    EXPECT_THROW(insert("b"), Unavailable);
    insert("c");
    EXPECT_EQ(count_items(), 2);
}

TEST_P(PostgresConnectionTest, a_connection_lost_while_streaming_or_copying_is_unavailable)
{
    EXPECT_THROW(
        connection().each<std::int64_t>(
            "SELECT generate_series(1, 1000000)",
            [&, first = true](std::int64_t) mutable {
                if (std::exchange(first, false)) {
                    auto const killer = connect();
                    killer->execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                    "WHERE datname = current_database() AND pid <> pg_backend_pid()");
                }
            }),
        Unavailable);
    EXPECT_EQ(count_items(), 0);
    {
        Transaction transaction(connection());
        auto const pid = connection().load<std::int64_t>("SELECT pg_backend_pid()");
        auto bulk = connection().bulk_insert("items", {"tenant_id", "name"});
        bulk.add_row(1, "a");
        connect()->execute("SELECT pg_terminate_backend(CAST(? AS INTEGER), 5000)", pid);
        EXPECT_THROW(bulk.finish(), Unavailable);
        EXPECT_THROW(transaction.commit(), Error);
    }
    EXPECT_EQ(count_items(), 0);
}

TEST_P(PostgresConnectionTest, a_deadlock_is_a_conflict_for_one_of_the_two)
{
    auto const a = insert("a");
    auto const b = insert("b");
    auto const raise = "UPDATE items SET score = 1 WHERE id = ?";
    std::atomic<int> conflicts = 0;
    auto const rival = connect();
    Transaction mine(connection());
    Transaction other(*rival);
    connection().execute(raise, a);
    rival->execute(raise, b);
    std::thread thread([&] {
        try {
            rival->execute(raise, a);
        } catch (SerializationConflict const&) {
            ++conflicts;
        }
    });
    try {
        connection().execute(raise, b);
    } catch (SerializationConflict const&) {
        ++conflicts;
    }
    thread.join();
    EXPECT_EQ(conflicts, 1);
}

TEST_P(PostgresConnectionTest, session_settings_do_not_depend_on_the_server)
{
    auto const shown = [&](std::string const& name) {
        return connection().load<std::string>("SELECT current_setting(?)", name);
    };
    EXPECT_EQ(shown("TimeZone"), "UTC");
    EXPECT_EQ(shown("client_encoding"), "UTF8");
    EXPECT_EQ(shown("application_name"), "kommin");
    auto const other = connect({.statement_timeout = 1500ms, .application_name = "kommin worker"});
    EXPECT_EQ(other->load<std::string>("SELECT current_setting('statement_timeout')"), "1500ms");
    EXPECT_EQ(other->load<std::string>("SELECT current_setting('application_name')"), "kommin worker");
}

TEST(PostgresConnection, an_unreachable_server_is_unavailable_and_its_password_is_not_told)
{
    auto const location = Location::parse("postgresql://someone:geheim@127.0.0.1:1/none");
    ASSERT_TRUE(location);
    try {
        Connection::open(*location);
        FAIL();
    } catch (Unavailable const& error) {
        EXPECT_THAT(error.what(), ::testing::Not(::testing::HasSubstr("geheim")));
    }
}

class SqliteConnectionTest : public ItemTest { };
INSTANTIATE_TEST_SUITE_P(Engines, SqliteConnectionTest, ::testing::Values(Engine::sqlite), engine_of_test);

TEST_P(SqliteConnectionTest, settings_are_the_safe_ones)
{
    auto const shown
        = [&](std::string const& pragma) { return connection().load<std::int64_t>("PRAGMA " + pragma); };
    EXPECT_EQ(connection().load<std::string>("PRAGMA journal_mode"), "wal");
    EXPECT_EQ(shown("synchronous"), 2); // FULL
    EXPECT_EQ(shown("foreign_keys"), 1);
    EXPECT_EQ(shown("trusted_schema"), 0);
    EXPECT_EQ(shown("secure_delete"), 1);
}

TEST_P(SqliteConnectionTest, the_file_is_for_its_owner_only)
{
    using std::filesystem::perms;
    auto const path = database().directory() + "/new.sqlite";
    auto const fresh = Connection::open({Engine::sqlite, path});
    fresh->execute("CREATE TABLE t (a INTEGER)");
    for (auto const& file : {path, path + "-wal", path + "-shm"})
        EXPECT_EQ(std::filesystem::status(file).permissions(), perms::owner_read | perms::owner_write)
            << file;
}

TEST_P(SqliteConnectionTest, what_cannot_be_opened_is_unavailable)
{
    EXPECT_THROW(Connection::open({Engine::sqlite, "/nonexistent/dir/file.sqlite"}), Unavailable);
    EXPECT_THROW(
        Connection::open({Engine::sqlite, database().directory() + "/missing.sqlite"}, {.read_only = true}),
        Unavailable);
    auto const garbage = database().directory() + "/garbage.sqlite";
    std::ofstream(garbage) << std::string(5000, 'x');
    EXPECT_THROW(Connection::open({Engine::sqlite, garbage}), Error);
}

TEST_P(SqliteConnectionTest, the_schema_is_guarded)
{
    EXPECT_THROW(connection().execute("DELETE FROM sqlite_schema"), Error);
    EXPECT_THROW(connection().execute("CREATE TABLE loose (a FANTASY) STRICT"), Error);
}

} // namespace
} // namespace kommin::db
