// One SQL text for both engines.
#include "platform/db/tests/fixture.hpp"

#include <tuple>

namespace kommin::db {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using StatementTest = ItemTest;
KOMMIN_ON_BOTH_ENGINES(StatementTest);

TEST_P(StatementTest, placeholders_take_their_type_from_the_value)
{
    insert("a");
    insert("b", TenantId{2});
    insert("c", TenantId{3});
    EXPECT_EQ(connection().load<std::string>("SELECT name FROM items WHERE tenant_id = ?", 2), "b");
    EXPECT_THAT(
        connection().list<std::string>("SELECT name FROM items ORDER BY name LIMIT ? OFFSET ?", 1, 1),
        ElementsAre("b"));
    EXPECT_EQ(
        connection().load<std::string>("SELECT COALESCE(?, name) FROM items WHERE tenant_id = 1", "x"), "x");
    EXPECT_EQ(
        connection().load<std::string>(
            "SELECT COALESCE(?, name) FROM items WHERE tenant_id = 1", std::optional<std::string>()),
        "a");
    EXPECT_THAT(
        connection().list<std::string>(
            "SELECT name FROM items WHERE tenant_id IN (?, ?) AND name IN (?, ?) ORDER BY name", 1, 3, "a",
            "b"),
        ElementsAre("a"));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT ? + ?", 2, std::int64_t{5'000'000'000}), 5'000'000'002);
    EXPECT_EQ(connection().load<std::string>("SELECT ? || ?", "a", "b"), "ab");
    EXPECT_EQ(
        connection().load<std::string>("SELECT CASE WHEN ? > 5 THEN ? ELSE ? END", 6, "big", "small"), "big");
    EXPECT_EQ(connection().load<bool>("SELECT ? = ?", 1.5, 1.5), true);
}

TEST_P(StatementTest, an_absent_filter_is_an_optional_without_value)
{
    insert("a");
    insert("b", TenantId{2});
    auto const count = [&](std::optional<TenantId> tenant, std::optional<std::string> const& name) {
        return connection().load<std::int64_t>(
            "SELECT count(*) FROM items WHERE (? IS NULL OR tenant_id = ?) AND (? IS NULL OR name = ?)",
            tenant, tenant, name, name);
    };
    EXPECT_EQ(count({}, {}), 2);
    EXPECT_EQ(count(TenantId{2}, {}), 1);
    EXPECT_EQ(count(TenantId{2}, "a"), 0);
}

TEST_P(StatementTest, returning_gives_the_new_id)
{
    auto const first = insert("a");
    auto const second = insert("b");
    EXPECT_GT(second, first);
    EXPECT_EQ(
        connection().list<ItemId>("UPDATE items SET score = 1 WHERE tenant_id = ? RETURNING id", 1).size(),
        2U);
    EXPECT_EQ(
        connection().find<std::string>("DELETE FROM items WHERE id = ? RETURNING name", second),
        std::string("b"));
    EXPECT_EQ(
        connection().find<std::string>("DELETE FROM items WHERE id = ? RETURNING name", second),
        std::nullopt);
    EXPECT_EQ(count_items(), 1);
}

TEST_P(StatementTest, on_conflict_updates_or_leaves_alone)
{
    auto const upsert = "INSERT INTO items (tenant_id, name, score) VALUES (?, ?, ?) "
                        "ON CONFLICT (tenant_id, name) DO UPDATE SET score = excluded.score";
    EXPECT_EQ(connection().execute(upsert, 1, "a", 1.0), 1);
    EXPECT_EQ(connection().execute(upsert, 1, "a", 2.0), 1);
    EXPECT_EQ(connection().load<double>("SELECT score FROM items"), 2.0);
    EXPECT_EQ(
        connection().execute("INSERT INTO items (tenant_id, name) VALUES (1, 'a') ON CONFLICT DO NOTHING"),
        0);
}

TEST_P(StatementTest, execute_counts_the_changed_rows)
{
    insert("a");
    insert("b");
    EXPECT_EQ(connection().execute("UPDATE items SET score = 1"), 2);
    EXPECT_EQ(connection().execute("UPDATE items SET score = 2 WHERE name = 'none'"), 0);
    EXPECT_EQ(connection().execute("CREATE TABLE other (a INTEGER)"), 0);
    EXPECT_EQ(connection().execute("DELETE FROM items WHERE name = ?", "a"), 1);
    EXPECT_EQ(connection().execute("DROP TABLE other"), 0);
}

TEST_P(StatementTest, row_values_page_by_key)
{
    for (auto const* name : {"a", "b", "c", "d"})
        insert(name);
    EXPECT_THAT(
        connection().list<std::string>(
            "SELECT name FROM items WHERE (tenant_id, name) > (?, ?) ORDER BY tenant_id, name LIMIT 2", 1,
            "b"),
        ElementsAre("c", "d"));
}

TEST_P(StatementTest, recursive_queries_filters_and_windows_work)
{
    auto const root = insert("root");
    connection().execute("INSERT INTO items (tenant_id, name, parent_id) VALUES (1, 'child', ?)", root);
    connection().execute("INSERT INTO items (tenant_id, name, parent_id) SELECT 1, 'leaf', id FROM items "
                         "WHERE name = 'child'");
    EXPECT_THAT(
        (connection().list<std::tuple<std::string, int>>(
            "WITH RECURSIVE tree (id, name, depth) AS ("
            " SELECT id, name, 0 FROM items WHERE id = ?"
            " UNION ALL SELECT i.id, i.name, t.depth + 1 FROM items i JOIN tree t ON i.parent_id = t.id"
            ") SELECT name, depth FROM tree ORDER BY depth",
            root)),
        ElementsAre(std::tuple("root", 0), std::tuple("child", 1), std::tuple("leaf", 2)));
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT count(*) FILTER (WHERE parent_id IS NULL) FROM items"), 1);
    EXPECT_THAT(
        connection().list<std::int64_t>(
            "SELECT row_number() OVER (ORDER BY name DESC) FROM items ORDER BY name"),
        ElementsAre(3, 2, 1));
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT sum(tenant_id) FROM items WHERE parent_id IS NOT NULL"), 2);
}

TEST_P(StatementTest, structs_are_read_by_position)
{
    struct Item {
        ItemId id;
        std::string name;
        bool active;
        std::optional<std::string> day;
    };
    auto const id = insert("a");
    auto const item = connection().load<Item>("SELECT id, name, active, day FROM items");
    EXPECT_EQ(item.id, id);
    EXPECT_EQ(item.name, "a");
    EXPECT_FALSE(item.active);
    EXPECT_FALSE(item.day);
    EXPECT_THROW(connection().list<Item>("SELECT id, name, active FROM items"), Error);
    EXPECT_THROW(connection().list<Item>("SELECT id, name, active, day, score FROM items"), Error);
    EXPECT_THROW(connection().list<std::string>("SELECT name, day FROM items"), Error);
    EXPECT_THROW(connection().list<std::string>("DELETE FROM items"), Error);
}

TEST_P(StatementTest, find_gives_one_row_or_nothing_and_load_insists)
{
    EXPECT_EQ(connection().find<std::string>("SELECT name FROM items"), std::nullopt);
    EXPECT_THROW(connection().load<std::string>("SELECT name FROM items"), Error);
    insert("a");
    EXPECT_EQ(connection().find<std::string>("SELECT name FROM items"), std::string("a"));
    insert("b");
    EXPECT_THROW(connection().find<std::string>("SELECT name FROM items"), Error);
    EXPECT_THROW(connection().load<std::string>("SELECT name FROM items"), Error);
    EXPECT_EQ(count_items(), 2) << "the connection must be usable after each of these errors";
}

TEST_P(StatementTest, each_streams_the_rows_in_order)
{
    std::int64_t expected = 0;
    connection().each<std::int64_t>(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) SELECT i FROM n",
        [&](std::int64_t number) { EXPECT_EQ(number, ++expected); });
    EXPECT_EQ(expected, 50'000);
    int calls = 0;
    connection().each<std::tuple<std::string_view, int>>(
        "SELECT name, 1 FROM items", [&](auto const&) { ++calls; });
    EXPECT_EQ(calls, 0);
}

TEST_P(StatementTest, each_may_be_left_early)
{
    for (auto const* name : {"a", "b", "c"})
        insert(name);
    std::string seen;
    auto const sql = "SELECT name FROM items WHERE tenant_id = ? ORDER BY name";
    connection().each<std::string_view>(
        sql,
        [&](std::string_view name) {
            seen += name;
            return name != "b";
        },
        1);
    EXPECT_EQ(seen, "ab");
    Transaction transaction(connection());
    EXPECT_THROW(
        connection().each<std::string_view>(
            sql, [](std::string_view) { throw std::runtime_error("enough"); }, 1),
        std::runtime_error);
    insert("d");
    transaction.commit();
    EXPECT_EQ(count_items(), 4) << "leaving a stream is no error of the transaction";
}

TEST_P(StatementTest, nothing_else_runs_beside_each)
{
    insert("a");
    connection().each<std::string>("SELECT name FROM items", [&](std::string const&) {
        EXPECT_THROW(count_items(), Error);
        EXPECT_THROW(Transaction{connection()}, Error);
    });
    EXPECT_EQ(count_items(), 1);
}

TEST_P(StatementTest, an_error_in_the_middle_of_a_stream_is_thrown)
{
    auto const sql = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
                     "SELECT abs(i - 9223372036854775807 - 1000) FROM n";
    std::int64_t rows = 0;
    EXPECT_THROW(connection().each<std::int64_t>(sql, [&](std::int64_t) { ++rows; }), Error);
    EXPECT_EQ(count_items(), 0);
}

TEST_P(StatementTest, a_wrong_statement_is_an_error_that_shows_it)
{
    for (std::string_view const sql :
         {"SELEC 1", "SELECT nothing FROM items", "SELECT 1; SELECT 2", "", " -- only words\n", "SELECT ?",
          "SELECT :name", "SELECT \"text in wrong quotes\"", "SELECT '", "SELECT ?1"}) {
        EXPECT_THROW(connection().execute(sql), Error) << sql;
    }
    EXPECT_THROW(connection().execute("SELECT 1", 2), Error);
    EXPECT_THROW(connection().execute("SELECT ?, ?", 2), Error);
    try {
        connection().execute("SELECT nothing FROM items");
    } catch (Error const& error) {
        EXPECT_THAT(error.what(), HasSubstr("SELECT nothing FROM items"));
    }
    EXPECT_EQ(connection().load<std::int64_t>("SELECT 1; -- a closing semicolon is fine"), 1);
}

TEST_P(StatementTest, the_same_text_may_come_with_values_of_other_types)
{
    auto const sql = "SELECT ? IS NULL";
    EXPECT_FALSE(connection().load<bool>(sql, 1));
    EXPECT_FALSE(connection().load<bool>(sql, "a"));
    EXPECT_FALSE(connection().load<bool>(sql, true));
    EXPECT_FALSE(connection().load<bool>(sql, Blob{"a"}));
    EXPECT_TRUE(connection().load<bool>(sql, std::optional<double>()));
}

TEST_P(StatementTest, more_texts_than_the_cache_holds_are_no_problem)
{
    for (int round = 0; round < 2; ++round) {
        for (int number = 0; number < 600; ++number) {
            EXPECT_EQ(connection().load<int>("SELECT ? + " + std::to_string(number), 1), number + 1);
        }
    }
}

TEST_P(StatementTest, a_text_is_found_again_by_its_content)
{
    std::string sql = "SELECT 1";
    EXPECT_EQ(connection().load<int>(sql), 1);
    sql.back() = '2';
    EXPECT_EQ(connection().load<int>(sql), 2);
}

TEST_P(StatementTest, a_changed_table_does_not_break_cached_statements)
{
    auto const sql = "SELECT * FROM items";
    insert("a");
    EXPECT_EQ(
        connection().execute("SELECT count(*) FROM items"),
        connection().execute("SELECT count(*) FROM items"));
    auto const columns = [&] {
        try {
            connection().list<int>(sql);
        } catch (SerializationConflict const&) {
            return std::string("again");
        } catch (Error const& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_THAT(columns(), HasSubstr("9 columns"));
    connect()->execute("ALTER TABLE items ADD COLUMN later INTEGER");
    auto message = columns();
    if (message == "again") // PostgreSQL wants the whole transaction again, with a fresh statement
        message = columns();
    EXPECT_THAT(message, HasSubstr("10 columns"));
}

TEST_P(StatementTest, a_deadline_breaks_off_a_running_statement)
{
    using namespace std::chrono_literals;
    auto const start = std::chrono::steady_clock::now();
    connection().set_deadline(start + 100ms);
    EXPECT_THROW(connection().load<std::int64_t>(endless_query), Unavailable);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 20s);
    connection().set_deadline(std::nullopt);
    insert("a");
    connection().set_deadline(std::chrono::steady_clock::now() + 1h);
    EXPECT_EQ(count_items(), 1);
}

TEST_P(StatementTest, a_statement_timeout_holds_for_each_statement)
{
    auto const rival = connect({.statement_timeout = std::chrono::milliseconds(200)});
    EXPECT_THROW(rival->load<std::int64_t>(endless_query), Unavailable);
    EXPECT_EQ(count_items(*rival), 0);
    EXPECT_THROW(rival->each<std::int64_t>(endless_query, [](std::int64_t) { }), Unavailable);
    EXPECT_EQ(count_items(*rival), 0);
}

} // namespace
} // namespace kommin::db
