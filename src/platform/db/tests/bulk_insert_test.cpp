#include "platform/db/tests/fixture.hpp"

namespace kommin::db {
namespace {

using BulkInsertTest = ItemTest;
KOMMIN_ON_BOTH_ENGINES(BulkInsertTest);

TEST_P(BulkInsertTest, stores_every_type_and_character)
{
    std::string bytes;
    for (int byte = 0; byte < 256; ++byte)
        bytes += static_cast<char>(byte);
    std::string const odd = "a\tb\\n\nc\r\\. \\N \"quoted\" 'x' ? ä€😀";
    Transaction transaction(connection());
    auto bulk
        = connection().bulk_insert("items", {"tenant_id", "name", "day", "score", "active", "data", "mark"});
    bulk.add_row(
        TenantId{5'000'000'000}, odd, Date{std::chrono::year{2027} / 4 / 17}, 0.1, true, Blob{bytes}, "");
    bulk.add_row(
        1, "\\N", std::optional<Date>(), std::optional<double>(), false, std::optional<Blob>(),
        std::string_view("\\."));
    EXPECT_EQ(bulk.finish(), 2);
    transaction.commit();
    struct Row {
        TenantId tenant;
        std::string name;
        std::optional<Date> day;
        std::optional<double> score;
        bool active;
        std::optional<Blob> data;
        std::string mark;
    };
    auto const rows = connection().list<Row>(
        "SELECT tenant_id, name, day, score, active, data, mark FROM items ORDER BY id");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].tenant, TenantId{5'000'000'000});
    EXPECT_EQ(rows[0].name, odd);
    EXPECT_EQ(rows[0].day, (Date{std::chrono::year{2027} / 4 / 17}));
    EXPECT_EQ(rows[0].score, 0.1);
    EXPECT_TRUE(rows[0].active);
    EXPECT_EQ(rows[0].data, Blob{bytes});
    EXPECT_EQ(rows[0].mark, "");
    EXPECT_EQ(rows[1].name, "\\N");
    EXPECT_EQ(rows[1].mark, "\\.");
    EXPECT_FALSE(rows[1].day || rows[1].score || rows[1].data);
}

TEST_P(BulkInsertTest, stores_many_rows)
{
    constexpr int count = 20'000;
    Transaction transaction(connection());
    auto bulk = connection().bulk_insert("items", {"tenant_id", "name"});
    for (int number = 0; number < count; ++number)
        bulk.add_row(1, std::to_string(number));
    EXPECT_EQ(bulk.finish(), count);
    EXPECT_EQ(count_items(), count) << "visible inside the transaction";
    EXPECT_EQ(count_items(*connect()), 0);
    transaction.commit();
    EXPECT_EQ(count_items(*connect()), count);
}

TEST_P(BulkInsertTest, a_violated_constraint_is_reported_at_the_latest_by_finish)
{
    Transaction transaction(connection());
    auto bulk = connection().bulk_insert("items", {"tenant_id", "name"});
    try {
        bulk.add_row(1, "a");
        bulk.add_row(1, "a");
        bulk.finish();
        FAIL();
    } catch (ConstraintViolation const& violation) {
        EXPECT_EQ(violation.kind(), ConstraintKind::unique);
        EXPECT_EQ(violation.constraint(), "items_tenant_name");
    }
    EXPECT_THROW(transaction.commit(), Error);
    EXPECT_EQ(count_items(), 0);
}

TEST_P(BulkInsertTest, without_finish_nothing_is_stored)
{
    Transaction transaction(connection());
    {
        auto bulk = connection().bulk_insert("items", {"tenant_id", "name"});
        bulk.add_row(1, "a");
    }
    EXPECT_THROW(insert("b"), Error);
    EXPECT_THROW(transaction.commit(), Error);
    insert("c");
    EXPECT_EQ(count_items(), 1);
}

TEST_P(BulkInsertTest, needs_a_write_transaction_and_the_connection_for_itself)
{
    EXPECT_THROW(connection().bulk_insert("items", {"tenant_id", "name"}), Error);
    {
        Transaction const read(connection(), Transaction::Kind::read);
        EXPECT_THROW(connection().bulk_insert("items", {"tenant_id", "name"}), Error);
    }
    Transaction transaction(connection());
    auto bulk = connection().bulk_insert("items", {"tenant_id", "name"});
    EXPECT_THROW(count_items(), Error);
    EXPECT_THROW(connection().bulk_insert("items", {"tenant_id", "name"}), Error);
    bulk.add_row(1, "a");
    EXPECT_EQ(bulk.finish(), 1);
    EXPECT_THROW(bulk.add_row(1, "b"), Error);
    EXPECT_THROW(bulk.finish(), Error);
    transaction.commit();
    EXPECT_EQ(count_items(), 1);
}

TEST_P(BulkInsertTest, committing_before_finish_fails)
{
    Transaction transaction(connection());
    auto bulk = connection().bulk_insert("items", {"tenant_id", "name"});
    bulk.add_row(1, "a");
    EXPECT_THROW(transaction.commit(), Error);
    EXPECT_FALSE(connection().in_transaction());
}

TEST_P(BulkInsertTest, refuses_wrong_rows_and_names)
{
    {
        Transaction const transaction(connection());
        auto bulk = connection().bulk_insert("items", {"tenant_id", "name"});
        EXPECT_THROW(bulk.add_row(1), Error);
    }
    {
        Transaction const transaction(connection());
        auto bulk = connection().bulk_insert("items", {"tenant_id", "name"});
        EXPECT_THROW(bulk.add_row(1, std::string_view("a\0b", 3)), Error);
    }
    Transaction const transaction(connection());
    EXPECT_THROW(connection().bulk_insert("items; DROP TABLE items", {"name"}), Error);
    EXPECT_THROW(connection().bulk_insert("items", {"name\""}), Error);
    EXPECT_THROW(connection().bulk_insert("items", {"nothing"}), Error);
}

} // namespace
} // namespace kommin::db
