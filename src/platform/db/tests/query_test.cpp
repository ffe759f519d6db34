// Statements whose conditions are known only at run time.
#include "platform/db/query.hpp"
#include "platform/db/tests/fixture.hpp"

namespace kommin::db {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using QueryTest = ItemTest;
KOMMIN_ON_BOTH_ENGINES(QueryTest);

TEST_P(QueryTest, conditions_are_added_with_their_values)
{
    insert("a");
    insert("b");
    insert("c", TenantId{2});
    Query query("SELECT name FROM items WHERE tenant_id = ?", TenantId{1});
    EXPECT_THAT(connection().list<std::string>(Query(query).add(" ORDER BY name")), ElementsAre("a", "b"));
    query.add(" AND name = ? AND active = ? AND ? IS NULL", std::string("b"), false, std::optional<Date>());
    EXPECT_THAT(connection().list<std::string>(query), ElementsAre("b"));
    EXPECT_THAT(connection().list<std::string>(query), ElementsAre("b")) << "as often as one likes";
}

TEST_P(QueryTest, any_of_several_values_or_of_none)
{
    insert("a");
    insert("b");
    insert("c");
    auto const names = [&](std::vector<std::string> const& wanted) {
        Query query("SELECT name FROM items WHERE tenant_id = 1");
        return connection().list<std::string>(query.add_any_of("name", wanted).add(" ORDER BY name"));
    };
    EXPECT_THAT(names({"c", "a", "x"}), ElementsAre("a", "c"));
    EXPECT_THAT(names({"b"}), ElementsAre("b"));
    EXPECT_THAT(names({}), IsEmpty());
    EXPECT_THAT(names({"' OR 1=1 --"}), IsEmpty());
}

TEST_P(QueryTest, lines_with_one_value_have_one_order_from_either_end)
{
    for (auto const* name : {"b", "a", "c"})
        insert(name);
    auto const names = [&](SqlLiteral column, bool descending) {
        Query query("SELECT name FROM items WHERE tenant_id = 1");
        return connection().list<std::string>(query.order_by(column, descending));
    };
    EXPECT_THAT(names("name", false), ElementsAre("a", "b", "c"));
    EXPECT_THAT(names("name", true), ElementsAre("c", "b", "a"));
    EXPECT_THAT(names("mark", false), ElementsAre("b", "a", "c")) << "the same mark: as they came";
    EXPECT_THAT(names("mark", true), ElementsAre("c", "a", "b"));
}

TEST_P(QueryTest, every_type_of_value_arrives)
{
    Query query("SELECT ? || ?", "x", std::string_view("y"));
    EXPECT_THAT(connection().list<std::string>(query), ElementsAre("xy"));
    EXPECT_THAT(
        connection().list<double>(Query("SELECT CAST(? AS DOUBLE PRECISION)", 1.5)), ElementsAre(1.5));
    EXPECT_THAT(
        connection().list<std::optional<std::int64_t>>(
            Query("SELECT CAST(? AS BIGINT)", std::optional<int>())),
        ElementsAre(std::nullopt));
}

TEST_P(QueryTest, changes_rows_and_says_how_many)
{
    insert("a");
    insert("b");
    insert("c", TenantId{2});
    Query query("UPDATE ");
    query.add("items").add(" SET active = ? WHERE tenant_id = ?", true, TenantId{1});
    EXPECT_EQ(connection().execute(query), 2);
    EXPECT_THAT(
        connection().list<std::string>("SELECT name FROM items WHERE active ORDER BY name"),
        ElementsAre("a", "b"));
}

TEST_P(QueryTest, refuses_what_no_engine_could_hold)
{
    EXPECT_THROW(Query("SELECT ?", std::string("\xFF")), Error);
}

TEST(CountBeyond, asks_only_where_the_page_does_not_know)
{
    int asked = 0;
    auto const count = [&] {
        ++asked;
        return std::int64_t{99};
    };
    EXPECT_EQ(count_beyond(0, 0, 50, count), 0);
    EXPECT_EQ(count_beyond(0, 7, 50, count), 7);
    EXPECT_EQ(count_beyond(100, 7, 50, count), 107);
    EXPECT_EQ(asked, 0);
    EXPECT_EQ(count_beyond(0, 50, 50, count), 99) << "there may be more";
    EXPECT_EQ(count_beyond(100, 0, 50, count), 99) << "behind the end";
    EXPECT_EQ(asked, 2);
}

TEST_P(QueryTest, each_stops_when_told)
{
    insert("a");
    insert("b");
    std::vector<std::string> seen;
    connection().each<std::string>(Query("SELECT name FROM items ORDER BY name"), [&](std::string name) {
        seen.push_back(std::move(name));
        return false;
    });
    EXPECT_THAT(seen, ElementsAre("a"));
}

}
} // namespace kommin::db
