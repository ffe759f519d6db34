#include "platform/db/backup.hpp"

#include "platform/db/tests/fixture.hpp"

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

namespace kommin::db {
namespace {

using BackupTest = ItemTest;
KOMMIN_ON_BOTH_ENGINES(BackupTest);

std::vector<std::string> names_in(std::string const& directory)
{
    std::vector<std::string> names;
    for (auto const& entry : std::filesystem::directory_iterator(directory))
        names.push_back(entry.path().filename().string());
    return names;
}

TEST_P(BackupTest, appears_complete_and_for_its_owner_only)
{
    insert("a");
    auto const target = database().directory() + "/copy.backup";
    auto const result = back_up(connection(), target);
    ASSERT_TRUE(result) << result.problem().arguments.front().second;
    using std::filesystem::perms;
    EXPECT_EQ(std::filesystem::status(target).permissions(), perms::owner_read | perms::owner_write);
    EXPECT_GT(std::filesystem::file_size(target), 1000U);
    for (auto const& name : names_in(database().directory()))
        EXPECT_EQ(name.find(".partial"), std::string::npos) << name;
}

TEST_P(BackupTest, never_overwrites)
{
    auto const target = database().directory() + "/copy.backup";
    std::ofstream(target) << "precious";
    EXPECT_EQ(back_up(connection(), target).problem().message, "db.backup.exists"_msg);
    EXPECT_EQ(std::filesystem::file_size(target), 8U);
}

TEST_P(BackupTest, a_target_that_cannot_be_written_is_a_problem)
{
    auto const result = back_up(connection(), "/nonexistent/directory/copy.backup");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.problem().message, "db.backup.failed"_msg);
    EXPECT_EQ(result.problem().kind, ProblemKind::unavailable);
}

TEST_P(BackupTest, is_refused_inside_a_transaction)
{
    Transaction const transaction(connection());
    auto const target = database().directory() + "/copy.backup";
    EXPECT_THROW(static_cast<void>(back_up(connection(), target)), Error);
    EXPECT_FALSE(std::filesystem::exists(target));
}

class RestoreTest : public ItemTest {
protected:
    std::string make_copy()
    {
        insert("kept");
        auto target = database().directory() + "/copy.backup";
        EXPECT_TRUE(back_up(connection(), target));
        return target;
    }
    // A database as a new installation finds it: without a table.
    TestDatabase const empty_{GetParam(), std::span<Migration const>()};
};
KOMMIN_ON_BOTH_ENGINES(RestoreTest);

TEST_P(RestoreTest, gives_back_what_was_backed_up_and_goes_on_from_there)
{
    auto const copy = make_copy();
    {
        auto const fresh = empty_.connect();
        ASSERT_TRUE(restore(*fresh, copy));
    }
    auto const fresh = empty_.connect();
    EXPECT_TRUE(check_current(*fresh, item_schema()));
    EXPECT_EQ(fresh->load<std::string>("SELECT name FROM items"), "kept");
    insert(*fresh, "new");
    EXPECT_THROW(insert(*fresh, "new"), ConstraintViolation);
    EXPECT_EQ(count_items(*fresh), 2);
}

TEST_P(RestoreTest, never_overwrites_a_database)
{
    auto const copy = make_copy();
    insert("later");
    auto const result = restore(connection(), copy);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.problem().message, "db.restore.not_empty"_msg);
    EXPECT_EQ(count_items(), 2);
}

TEST_P(RestoreTest, a_missing_or_foreign_or_cut_file_leaves_the_database_empty)
{
    auto const fresh = empty_.connect();
    EXPECT_EQ(restore(*fresh, empty_.directory() + "/none").problem().message, "db.restore.missing"_msg);
    auto const garbage = empty_.directory() + "/garbage";
    std::ofstream(garbage) << std::string(10'000, 'x');
    EXPECT_EQ(restore(*fresh, garbage).problem().message, "db.restore.failed"_msg);
    auto const cut = make_copy();
    std::filesystem::resize_file(cut, std::filesystem::file_size(cut) / 2);
    EXPECT_FALSE(restore(*fresh, cut));
    ASSERT_TRUE(migrate(*fresh, SystemClock(), item_schema())) << "still a fresh database";
}

TEST_P(RestoreTest, restoring_is_refused_inside_a_transaction)
{
    auto const copy = make_copy();
    auto const fresh = empty_.connect();
    Transaction const transaction(*fresh);
    EXPECT_THROW(static_cast<void>(restore(*fresh, copy)), Error);
}

TEST_P(RestoreTest, what_is_noted_of_the_copy_is_what_the_copy_holds)
{
    insert("first");
    std::atomic<bool> stop = false;
    std::atomic<int> written = 0;
    std::thread writer([&] {
        auto const own = connect();
        while (!stop) {
            insert(*own, "later " + std::to_string(written));
            ++written;
        }
    });
    while (written == 0)
        std::this_thread::yield();
    auto const copy = database().directory() + "/copy.backup";
    std::int64_t noted = 0;
    auto const result = back_up(connection(), copy, [&](Connection& frozen) {
        noted = count_items(frozen);
        for (int const before = written; written < before + 3;)
            std::this_thread::yield();
        EXPECT_EQ(count_items(frozen), noted);
    });
    stop = true;
    writer.join();
    ASSERT_TRUE(result);
    EXPECT_GT(count_items(), noted);
    auto const fresh = empty_.connect();
    ASSERT_TRUE(restore(*fresh, copy));
    EXPECT_EQ(count_items(*fresh), noted);
}

// Pairs are written in one transaction: a copy with a half pair would not be consistent.
TEST(SqliteBackup, is_consistent_while_others_write)
{
    TestDatabase const database(Engine::sqlite, item_schema());
    auto const connection = database.connect();
    {
        Transaction transaction(*connection);
        auto bulk = connection->bulk_insert("items", {"tenant_id", "name", "data"});
        for (int number = 0; number < 2000; ++number)
            bulk.add_row(1, "filler " + std::to_string(number), Blob{std::string(2000, 'x')});
        bulk.finish();
        transaction.commit();
    }
    std::atomic<bool> stop = false;
    std::atomic<int> written = 0;
    std::thread writer([&] {
        auto const own = database.connect();
        auto const sql = "INSERT INTO items (tenant_id, name) VALUES (?, ?)";
        while (!stop) {
            Transaction transaction(*own);
            own->execute(sql, 2, std::to_string(written));
            own->execute(sql, 3, std::to_string(written));
            transaction.commit();
            ++written;
        }
    });
    while (written == 0)
        std::this_thread::yield();
    std::vector<std::string> targets;
    for (int round = 0; round < 5; ++round) {
        targets.push_back(database.directory() + "/copy" + std::to_string(round));
        EXPECT_TRUE(back_up(*connection, targets.back()));
    }
    stop = true;
    writer.join();
    for (auto const& target : targets) {
        EXPECT_FALSE(std::filesystem::exists(target + "-wal"));
        auto const copy = Connection::open({Engine::sqlite, target}, {.read_only = true});
        auto const count = [&](int tenant) {
            return copy->load<std::int64_t>("SELECT count(*) FROM items WHERE tenant_id = ?", tenant);
        };
        EXPECT_EQ(count(1), 2000);
        EXPECT_EQ(count(2), count(3));
        EXPECT_GT(count(2), 0);
        EXPECT_EQ(copy->load<std::string>("PRAGMA integrity_check"), "ok");
        EXPECT_TRUE(check_current(*copy, item_schema()));
    }
}

TEST(PostgresBackup, can_be_read_by_pg_restore)
{
    TestDatabase const database(Engine::postgres, item_schema());
    auto const connection = database.connect();
    connection->execute("INSERT INTO items (tenant_id, name) VALUES (1, 'a name to be found')");
    auto const target = database.directory() + "/copy.dump";
    ASSERT_TRUE(back_up(*connection, target));
    auto const text = database.directory() + "/copy.sql";
    ASSERT_EQ(std::system(("pg_restore --file=" + text + " " + target).c_str()), 0);
    std::ifstream file(text);
    std::string const sql{std::istreambuf_iterator<char>(file), {}};
    EXPECT_THAT(sql, ::testing::HasSubstr("a name to be found"));
    EXPECT_THAT(sql, ::testing::HasSubstr("CREATE UNIQUE INDEX items_tenant_name"));
}

} // namespace
} // namespace kommin::db
