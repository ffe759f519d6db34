#pragma once
// Databases for tests: each test gets a fresh, migrated one, on SQLite and on PostgreSQL.
//
// The PostgreSQL server comes from `scripts/with-postgres COMMAND…`; without it the PostgreSQL half fails.
//
//     using OfferStore = db::DatabaseTest;
//     KOMMIN_ON_BOTH_ENGINES(OfferStore);
//     TEST_P(OfferStore, finds_what_was_inserted) { … connection() … }
//
// or, inside any TEST: db::for_each_engine([](db::Connection& connection) { … });

#include "platform/db/connection.hpp"
#include "platform/db/migration.hpp"
#include "platform/db/transaction.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <initializer_list>
#include <list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::db {

// A database of its own, erased at the end of the scope. The first one of a kind is migrated, the others
// are copies of it. Any number of test programs may run at once on one PostgreSQL server.
class TestDatabase {
public:
    // Throws std::runtime_error that says what to do if there is no PostgreSQL server.
    explicit TestDatabase(Engine engine, std::span<Migration const> line = migrations());
    // The same with everything another one holds, to which nobody may be connected.
    static std::unique_ptr<TestDatabase> copy_of(TestDatabase const& source);
    TestDatabase(TestDatabase const&) = delete;
    TestDatabase& operator=(TestDatabase const&) = delete;
    ~TestDatabase();

    [[nodiscard]] Engine engine() const { return location_.engine; }
    [[nodiscard]] Location const& location() const { return location_; }
    [[nodiscard]] std::unique_ptr<Connection> connect(OpenOptions const& options = {}) const;
    // A directory of this test, erased with the database.
    [[nodiscard]] std::string const& directory() const { return directory_; }

private:
    TestDatabase();
    void copy_file(std::string const& source);
    void copy_on_server(Connection& server, std::string const& source);

    std::string directory_;
    Location location_;
    std::string database_; // name on the PostgreSQL server
};

// A line of migrations: the real first one, then these texts as 0002_test, 0003_test …
class TestMigrations {
public:
    TestMigrations(std::initializer_list<std::string_view> texts);
    operator std::span<Migration const>() const { return line_; } // NOLINT(google-explicit-constructor)

private:
    std::list<std::string> texts_;
    std::vector<Migration> line_;
};

// Runs the body once per engine, each time on a fresh migrated database.
void for_each_engine(std::function<void(Connection&)> const& body);
void for_each_engine(std::function<void(TestDatabase&)> const& body);

// Fixture: the parameter is the engine.
class DatabaseTest : public ::testing::TestWithParam<Engine> {
protected:
    DatabaseTest() = default;
    explicit DatabaseTest(std::span<Migration const> line)
        : line_(line)
    { }
    void SetUp() override;

    [[nodiscard]] TestDatabase& database() { return *database_; }
    [[nodiscard]] Connection& connection() { return *connection_; }
    // One more, for another thread or as a rival.
    [[nodiscard]] std::unique_ptr<Connection> connect(OpenOptions const& options = {})
    {
        return database_->connect(options);
    }

private:
    std::span<Migration const> line_ = migrations();
    std::unique_ptr<TestDatabase> database_;
    std::unique_ptr<Connection> connection_;
};

std::string engine_of_test(::testing::TestParamInfo<Engine> const& info);

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): gtest's own macro wants a literal fixture name
#define KOMMIN_ON_BOTH_ENGINES(fixture)                                                                      \
    INSTANTIATE_TEST_SUITE_P(                                                                                \
        Engines, fixture, ::testing::Values(::kommin::db::Engine::sqlite, ::kommin::db::Engine::postgres),   \
        ::kommin::db::engine_of_test)

} // namespace kommin::db
