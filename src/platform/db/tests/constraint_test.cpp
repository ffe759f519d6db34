// Violated constraints have the same kind and the same name on both engines.
#include "platform/db/sqlite_error.hpp"
#include "platform/db/tests/fixture.hpp"

#include <sqlite3.h>

#include <filesystem>

namespace kommin::db {
namespace {

class ConstraintTest : public ItemTest {
protected:
    template<class... Args>
    void expect_violation(
        ConstraintKind kind, std::string_view name, std::string_view sql, Args const&... args)
    {
        try {
            connection().execute(sql, args...);
            FAIL() << "no error: " << sql;
        } catch (ConstraintViolation const& violation) {
            EXPECT_EQ(violation.kind(), kind) << violation.what();
            EXPECT_EQ(violation.constraint(), name) << violation.what();
        }
    }
};

KOMMIN_ON_BOTH_ENGINES(ConstraintTest);

TEST_P(ConstraintTest, a_unique_index_is_named)
{
    insert("a");
    expect_violation(
        ConstraintKind::unique, "items_tenant_name", "INSERT INTO items (tenant_id, name) VALUES (1, ?)",
        "a");
    insert("b");
    expect_violation(
        ConstraintKind::unique, "items_tenant_name", "UPDATE items SET name = 'a' WHERE name = ?", "b");
}

TEST_P(ConstraintTest, an_error_names_the_statement_and_no_value)
{
    insert("Leyla Demir");
    auto const what_of = [&](std::string_view sql, auto const&... values) -> std::string {
        try {
            connection().execute(sql, values...);
        } catch (Error const& error) {
            return error.what();
        }
        return {};
    };
    auto const twice = what_of("INSERT INTO items (tenant_id, name) VALUES (1, ?)", "Leyla Demir");
    EXPECT_NE(twice.find("INSERT INTO items"), std::string::npos) << twice;
    EXPECT_EQ(twice.find("Leyla"), std::string::npos) << twice;
    if (GetParam() == Engine::postgres) { // SQLite takes any text as a number
        auto const no_number = what_of("UPDATE items SET tenant_id = CAST(name AS BIGINT)");
        EXPECT_NE(no_number.find("22P02"), std::string::npos) << no_number;
        EXPECT_EQ(no_number.find("Leyla"), std::string::npos) << no_number;
    }
}

TEST_P(ConstraintTest, a_partial_unique_index_is_named)
{
    auto const sql = "INSERT INTO items (tenant_id, name, day, active) VALUES (1, ?, '2027-01-01', ?)";
    connection().execute(sql, "a", true);
    connection().execute(sql, "b", false);
    expect_violation(ConstraintKind::unique, "items_day", sql, "c", true);
}

TEST_P(ConstraintTest, a_unique_index_over_an_expression_is_named)
{
    insert("Name", TenantId{77});
    expect_violation(
        ConstraintKind::unique, "items_lower_name", "INSERT INTO items (tenant_id, name) VALUES (77, ?)",
        "NAME");
}

TEST_P(ConstraintTest, a_primary_key_is_named_after_its_table)
{
    auto const id = insert("a");
    expect_violation(
        ConstraintKind::unique, "items_pkey", "INSERT INTO items (id, tenant_id, name) VALUES (?, 1, 'b')",
        id);
    auto const book
        = "INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES (1, '', '', '')";
    expect_violation(ConstraintKind::unique, "schema_migrations_pkey", book);
}

TEST_P(ConstraintTest, a_foreign_key_has_no_name)
{
    expect_violation(
        ConstraintKind::foreign_key, "", "INSERT INTO items (tenant_id, name, parent_id) VALUES (1, 'a', ?)",
        ItemId{999});
    auto const parent = insert("parent");
    connection().execute("INSERT INTO items (tenant_id, name, parent_id) VALUES (1, 'child', ?)", parent);
    expect_violation(ConstraintKind::foreign_key, "", "DELETE FROM items WHERE id = ?", parent);
}

TEST_P(ConstraintTest, a_check_is_named)
{
    expect_violation(
        ConstraintKind::check, "items_name_length", "INSERT INTO items (tenant_id, name) VALUES (1, ?)",
        std::string(41, 'x'));
    expect_violation(
        ConstraintKind::check, "items_score_positive",
        "INSERT INTO items (tenant_id, name, score) VALUES (1, 'a', ?)", -0.5);
}

TEST_P(ConstraintTest, a_missing_value_names_table_and_column)
{
    expect_violation(
        ConstraintKind::not_null, "items.name", "INSERT INTO items (tenant_id, name) VALUES (1, ?)",
        std::optional<std::string>());
    expect_violation(ConstraintKind::not_null, "items.tenant_id", "INSERT INTO items (name) VALUES ('a')");
}

TEST_P(ConstraintTest, outside_a_transaction_the_connection_goes_on)
{
    insert("a");
    EXPECT_THROW(insert("a"), ConstraintViolation);
    insert("b");
    EXPECT_EQ(count_items(), 2);
}

// Our own transactions cannot meet it (they say at the start whether they write), a foreign tool's could.
TEST(SqliteError, a_stale_snapshot_is_a_conflict_and_a_held_lock_is_not)
{
    TestDatabase const database(Engine::sqlite, item_schema());
    auto const rival = database.connect();
    sqlite3* raw = nullptr;
    ASSERT_EQ(sqlite3_open(database.location().target.c_str(), &raw), SQLITE_OK);
    std::unique_ptr<sqlite3, int (*)(sqlite3*)> const handle(raw, sqlite3_close);
    auto const run = [&](char const* sql) { return sqlite3_exec(raw, sql, nullptr, nullptr, nullptr); };
    auto const write = "INSERT INTO items (tenant_id, name) VALUES (9, 'late')";
    ASSERT_EQ(run("BEGIN; SELECT * FROM items"), SQLITE_OK);
    rival->execute("INSERT INTO items (tenant_id, name) VALUES (1, 'first')");
    ASSERT_EQ(run(write), SQLITE_BUSY);
    EXPECT_THROW(
        detail::throw_sqlite_error(raw, sqlite3_extended_errcode(raw), sqlite3_errmsg(raw), write),
        SerializationConflict);
    ASSERT_EQ(run("ROLLBACK"), SQLITE_OK);
    Transaction const transaction(*rival);
    ASSERT_EQ(run(write), SQLITE_BUSY);
    EXPECT_THROW(
        detail::throw_sqlite_error(raw, sqlite3_extended_errcode(raw), sqlite3_errmsg(raw), write),
        Unavailable);
}

// Causes that cannot be brought about here at will; the server lets a function report them.
TEST(PostgresError, states_are_told_apart)
{
    TestDatabase const database(Engine::postgres);
    auto const connection = database.connect();
    auto const raise = [&](std::string const& state) {
        connection->execute("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '" + state + "'; END $$");
    };
    for (auto const* state : {"40001", "40P01"})
        EXPECT_THROW(raise(state), SerializationConflict) << state;
    for (auto const* state : {"53100", "53200", "53300", "55P03", "57014", "58030", "08006"})
        EXPECT_THROW(raise(state), Unavailable) << state;
    for (auto const* state : {"42P01", "22012", "P0001", "25006"}) {
        try {
            raise(state);
            FAIL() << state;
        } catch (Unavailable const&) {
            FAIL() << state;
        } catch (Error const& error) {
            EXPECT_THAT(error.what(), ::testing::HasSubstr(state));
        }
    }
    EXPECT_THROW(raise("23505"), ConstraintViolation);
}

} // namespace
} // namespace kommin::db
