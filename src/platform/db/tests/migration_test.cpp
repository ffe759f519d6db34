#include "platform/db/migration.hpp"

#include "platform/base/testing.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/db/tests/fixture.hpp"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace kommin::db {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class MigrationTest : public DatabaseTest {
protected:
    MigrationTest()
        : DatabaseTest(std::span<Migration const>()) // an empty database
    { }

    Result<MigrationReport> migrate_to(std::span<Migration const> line)
    {
        return migrate(connection(), clock_, line);
    }
    std::vector<std::string> tables()
    {
        return connection().list<std::string>(
            GetParam() == Engine::sqlite ? "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
                                         : "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = "
                                           "'public' ORDER BY tablename");
    }

    FixedClock clock_{parse_instant("2027-04-17T08:30:00Z").value()};
};

KOMMIN_ON_BOTH_ENGINES(MigrationTest);

TEST_P(MigrationTest, applies_what_is_missing_in_order_and_enters_it)
{
    TestMigrations const first{"CREATE TABLE a (x {int}){strict};"};
    TestMigrations const second{"CREATE TABLE a (x {int}){strict};", "CREATE TABLE b (y {text}){strict};"};
    EXPECT_EQ(check_current(connection(), first).problem().message, "db.migration.pending"_msg);
    EXPECT_THAT(migrate_to(first)->applied, ElementsAre("0001_schema_versions", "0002_test"));
    EXPECT_TRUE(check_current(connection(), first));
    EXPECT_THAT(migrate_to(second)->applied, ElementsAre("0003_test"));
    EXPECT_THAT(migrate_to(second)->applied, ElementsAre());
    EXPECT_THAT(tables(), ElementsAre("a", "b", "schema_migrations"));
    EXPECT_EQ(
        connection().load<Instant>("SELECT applied_at FROM schema_migrations WHERE version = 2"),
        clock_.now());
    EXPECT_EQ(
        connection().load<std::string>("SELECT checksum FROM schema_migrations WHERE version = 3"),
        crypto::sha256_hex("CREATE TABLE b (y {text}){strict};"));
}

TEST_P(MigrationTest, an_empty_line_is_nothing_to_do)
{
    EXPECT_THAT(migrate_to({})->applied, ElementsAre());
    EXPECT_TRUE(check_current(connection(), {}));
    EXPECT_THAT(tables(), ElementsAre());
}

TEST_P(MigrationTest, a_newer_database_is_refused)
{
    TestMigrations const old{"CREATE TABLE a (x {int}){strict};"};
    TestMigrations const current{"CREATE TABLE a (x {int}){strict};", "CREATE TABLE b (x {int}){strict};"};
    ASSERT_TRUE(migrate_to(current));
    auto const report = migrate_to(old);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.problem().message, "db.migration.newer"_msg);
    EXPECT_EQ(check_current(connection(), old).problem().message, "db.migration.newer"_msg);
}

TEST_P(MigrationTest, a_changed_migration_is_refused_and_nothing_is_applied)
{
    TestMigrations const applied{"CREATE TABLE a (x {int}){strict};"};
    TestMigrations const changed{
        "CREATE TABLE a (x {int} NOT NULL){strict};", "CREATE TABLE b (x {int}){strict};"};
    ASSERT_TRUE(migrate_to(applied));
    auto const report = migrate_to(changed);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.problem().message, "db.migration.changed"_msg);
    EXPECT_EQ(check_current(connection(), changed).problem().message, "db.migration.changed"_msg);
    EXPECT_THAT(tables(), ElementsAre("a", "schema_migrations"));
}

TEST_P(MigrationTest, a_failing_migration_leaves_nothing_of_itself)
{
    TestMigrations const broken{
        "CREATE TABLE a (x {int}){strict};",
        "CREATE TABLE b (x {int}){strict}; INSERT INTO a (x) VALUES (1); INSERT INTO nowhere (x) VALUES "
        "(1);"};
    try {
        static_cast<void>(migrate_to(broken));
        FAIL();
    } catch (Error const& error) {
        EXPECT_THAT(error.what(), HasSubstr("0003_test"));
    }
    EXPECT_FALSE(connection().in_transaction());
    EXPECT_THAT(tables(), ElementsAre("a", "schema_migrations"));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM a"), 0);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT max(version) FROM schema_migrations"), 2);
}

TEST_P(MigrationTest, a_migration_must_not_end_its_transaction)
{
    EXPECT_THROW(
        static_cast<void>(migrate_to(TestMigrations{"CREATE TABLE a (x {int}){strict}; COMMIT;"})), Error);
    EXPECT_THROW(
        static_cast<void>(migrate_to(TestMigrations{"CREATE TABLE b (x {int}){strict}; ROLLBACK;"})), Error);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM schema_migrations"), 1);
}

TEST_P(MigrationTest, an_unknown_type_word_is_an_error)
{
    EXPECT_THROW(static_cast<void>(migrate_to(TestMigrations{"CREATE TABLE a (x {number});"})), Error);
}

TEST_P(MigrationTest, the_line_must_be_numbered_without_gaps)
{
    Migration const gap[] = {migrations().front(), {3, "0003_x", "", "", ""}};
    EXPECT_THROW(static_cast<void>(migrate_to(gap)), Error);
    EXPECT_THROW(static_cast<void>(check_current(connection(), gap)), Error);
}

TEST_P(MigrationTest, a_referenced_table_can_be_rebuilt)
{
    auto const create = "CREATE TABLE a (id {pk}, x {int}){strict};"
                        "CREATE TABLE b (a_id {int} REFERENCES a (id)){strict};"
                        "INSERT INTO a (id, x) VALUES (1, 7); INSERT INTO b (a_id) VALUES (1);";
    // SQLite cannot change a column; its way is a new table. PostgreSQL would not drop a table in use.
    auto const rebuild = GetParam() == Engine::sqlite
        ? "CREATE TABLE a_new (id {pk}, x {int} NOT NULL){strict};"
          "INSERT INTO a_new SELECT id, x FROM a; DROP TABLE a; ALTER TABLE a_new RENAME TO a;"
        : "ALTER TABLE a ALTER COLUMN x SET NOT NULL;";
    ASSERT_TRUE(migrate_to(TestMigrations{create, rebuild}));
    EXPECT_EQ(connection().load<int>("SELECT a.x FROM a JOIN b ON b.a_id = a.id"), 7);
    EXPECT_THROW(connection().execute("DELETE FROM a"), ConstraintViolation) << "foreign keys hold again";
}

TEST_P(MigrationTest, a_migration_that_orphans_rows_is_refused)
{
    EXPECT_THROW(
        static_cast<void>(migrate_to(TestMigrations{
            "CREATE TABLE a (id {pk}){strict}; CREATE TABLE b (a_id {int} REFERENCES a (id)){strict};"
            "INSERT INTO a (id) VALUES (1); INSERT INTO b (a_id) VALUES (1); DELETE FROM a;"})),
        Error);
    EXPECT_THAT(tables(), ElementsAre("schema_migrations"));
}

TEST_P(MigrationTest, many_programs_starting_at_once_apply_it_once)
{
    TestMigrations const line{
        "CREATE TABLE a (x {int}){strict}; INSERT INTO a (x) VALUES (1);", "UPDATE a SET x = x + 1;"};
    std::atomic<std::size_t> applied = 0;
    std::vector<std::thread> threads;
    threads.reserve(6);
    for (int i = 0; i < 6; ++i) {
        threads.emplace_back([&] {
            try {
                auto const own = connect({.busy_timeout = std::chrono::minutes(1)});
                auto const report = migrate(*own, clock_, line);
                ASSERT_TRUE(report);
                applied += report->applied.size();
            } catch (std::exception const& error) {
                ADD_FAILURE() << error.what();
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(applied, 3U);
    EXPECT_EQ(connection().load<int>("SELECT x FROM a"), 2);
}

// kill -9 in the middle: the version before or the version after, with exactly its tables and rows.
TEST_P(MigrationTest, a_killed_migration_leaves_the_old_or_the_new_version)
{
    auto const base = TestMigrations{"CREATE TABLE a (x {int}){strict};"};
    std::string slow = "CREATE TABLE b (y {int}){strict};";
    for (int part = 0; part < 20; ++part)
        slow += "INSERT INTO a (x) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                "5000) "
                "SELECT i FROM n;";
    TestMigrations const line{"CREATE TABLE a (x {int}){strict};", slow};
    int before = 0;
    for (int round = 0; round < 6; ++round) {
        TestDatabase const fresh(GetParam(), base);
        pid_t const child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            auto const own = fresh.connect();
            static_cast<void>(migrate(*own, clock_, line));
            ::_exit(0);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(round * 15));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        auto const own = fresh.connect();
        auto const version = own->load<std::int64_t>("SELECT max(version) FROM schema_migrations");
        auto const rows = own->load<std::int64_t>("SELECT count(*) FROM a");
        if (version == 2) {
            ++before;
            EXPECT_EQ(rows, 0);
            EXPECT_THROW(own->execute("SELECT * FROM b"), Error);
        } else {
            EXPECT_EQ(rows, 100'000);
            EXPECT_EQ(own->execute("DELETE FROM b"), 0);
        }
        auto const report = migrate(*own, clock_, line);
        ASSERT_TRUE(report);
        EXPECT_EQ(own->load<std::int64_t>("SELECT count(*) FROM a"), 100'000);
    }
    EXPECT_GT(before, 0) << "no round hit the migration: the test proves nothing";
}

TEST_P(MigrationTest, those_of_the_product_apply_to_both_engines)
{
    auto const report = migrate(connection(), clock_);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->applied.size(), migrations().size());
    EXPECT_TRUE(check_current(connection()));
}

TEST(Migrations, are_embedded_as_they_stand_in_the_files)
{
    std::filesystem::path const directory = testing::source_folder() / "db" / "migrations";
    auto const content = [](std::filesystem::path const& path) {
        std::ostringstream text;
        text << std::ifstream(path).rdbuf();
        return text.str();
    };
    for (auto const& migration : migrations()) {
        std::string const name(migration.name);
        if (auto const common = directory / (name + ".sql"); std::filesystem::exists(common)) {
            EXPECT_EQ(migration.sql_sqlite, content(common)) << name;
            EXPECT_EQ(migration.sql_postgres, content(common)) << name;
            EXPECT_EQ(migration.checksum, crypto::sha256_hex(content(common))) << name;
        } else {
            EXPECT_EQ(migration.sql_sqlite, content(directory / (name + ".sqlite.sql"))) << name;
            EXPECT_EQ(migration.sql_postgres, content(directory / (name + ".postgres.sql"))) << name;
            EXPECT_EQ(
                migration.checksum,
                crypto::sha256_hex(
                    crypto::sha256_hex(migration.sql_sqlite) + " "
                    + crypto::sha256_hex(migration.sql_postgres)))
                << name;
        }
    }
    ASSERT_FALSE(migrations().empty());
    EXPECT_EQ(migrations().front().name, "0001_schema_versions");
}

} // namespace
} // namespace kommin::db
